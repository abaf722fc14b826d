import type { ContactKind } from '../../contract/contact.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { renderDocument } from '../../html/document.ts';
import { html } from '../../html/markup.ts';
import type { Words } from '../../html/words.ts';
import { standInTexts } from './texts.ts';

interface Message {
  kind: ContactKind;
  to: string;
  code: string;
  at: Date;
}

export function renderStandIn(messages: readonly Message[], words: Words): string {
  const t = standInTexts[words.lang];
  const list = messages.map(
    ({ to, code, at }) =>
      html`<li><strong>${t.code(to, code)}</strong> <small>${toDateTime(at).slice(11, 16)}</small></li>`,
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
