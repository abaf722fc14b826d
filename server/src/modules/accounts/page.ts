import { toDateTime } from '../../formats/shanghai-time.ts';
import { renderDocument } from '../../html/document.ts';
import { html, type Markup } from '../../html/markup.ts';
import type { Words } from '../../html/words.ts';
import type { StandInMessage } from './queries.ts';
import { standInTexts } from './texts.ts';

/** Links of a text can be followed, as a phone lets people do. */
const linked = (text: string): Markup[] =>
  text.split(/(https?:\/\/\S+)/).map((part, at) => (at % 2 ? html`<a href="${part}">${part}</a>` : html`${part}`));

export function renderStandIn(messages: readonly StandInMessage[], words: Words): string {
  const t = standInTexts[words.lang];
  const list = messages.map(
    ({ to, code, said, at }) =>
      html`<li>
        ${code === null ? html`${t.text(to)} ${linked(said ?? '')}` : html`<strong>${t.code(to, code)}</strong>`}
        <small>${toDateTime(at).slice(11, 16)}</small>
      </li>`,
  );
  const body = html`<main>
    <h1>${t.title}</h1>
    <p>${t.note}</p>
    ${
      messages.length === 0
        ? html`<p>${t.none}</p>`
        : html`<ul>
            ${list}
          </ul>`
    }
  </main>`;
  return renderDocument(
    { title: t.title, style: '/find.css', head: html`<meta http-equiv="refresh" content="5" />`, body },
    words,
  );
}
