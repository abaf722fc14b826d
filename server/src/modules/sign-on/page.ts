import { renderDocument } from '../../html/document.ts';
import { html } from '../../html/markup.ts';
import type { Words } from '../../html/words.ts';
import { wayBackTexts } from './texts.ts';

/** Where providers send people back to: a script hands what came to the app, out of the address and the history. */
export function renderWayBack(words: Words): string {
  const t = wayBackTexts[words.lang];
  const body = html`<main>
    <h1>${t.title}</h1>
    <p>${t.note} <a href="${words.href('/account')}">${t.onward}</a></p>
  </main>`;
  return renderDocument(
    { title: t.title, style: '/find.css', head: html`<script src="/sign-on.js"></script>`, body },
    words,
  );
}
