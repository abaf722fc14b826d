import { renderDocument, renderRefusal } from '../../html/document.ts';
import { html } from '../../html/markup.ts';
import type { Words } from '../../html/words.ts';
import { consentTexts } from './texts.ts';

/** Where applications send people: a script takes the question to the app, which knows who is signed in. */
export function renderWayIn(words: Words): string {
  const t = consentTexts[words.lang];
  const body = html`<main>
    <h1>${t.title}</h1>
    <p>${t.note} <a href="${words.href('/account')}">${t.onward}</a></p>
  </main>`;
  return renderDocument(
    { title: t.title, style: '/find.css', head: html`<script src="/consent.js"></script>`, body },
    words,
  );
}

export const renderWrong = (words: Words): string => renderRefusal(consentTexts[words.lang].wrong, words);
