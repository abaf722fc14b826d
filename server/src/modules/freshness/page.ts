import { pathOf } from '../../html/page.ts';
import { renderDocument } from '../../html/document.ts';
import { html, type Part } from '../../html/markup.ts';
import type { Words } from '../../html/words.ts';
import type { QuestionRow, QuestionState } from './queries.ts';
import { stillRightTexts } from './texts.ts';

/** The question with its two answers; only the button confirms, as programs open links too. */
export function renderQuestion(question: QuestionRow, words: Words): string {
  const t = stillRightTexts[words.lang];
  return render(
    words,
    html`<p class="asked">${t.question(question.title)}</p>
      ${question.confirmed_on && html`<p>${t.confirmed(words.format.day(question.confirmed_on))}</p>`}
      <form method="post" class="answers">
        <button type="submit">${t.yes}</button>
        <a class="button" href="${words.href(`/pin/${question.thing}`)}">${t.changed}</a>
      </form>
      <p class="quiet">${t.changedHint}</p>
      <p class="quiet"><a href="${words.href(pathOf(question.kind, question.thing))}">${t.toThing}</a></p>`,
  );
}

export function renderThanks(question: QuestionRow, words: Words): string {
  const t = stillRightTexts[words.lang];
  const path = words.href(pathOf(question.kind, question.thing));
  return render(
    words,
    html`<p role="status">${t.thanks(question.title)}</p>
      <p><a href="${path}">${t.toThing}</a></p>`,
  );
}

/** Why a link asks nothing. */
export function renderWhyNot(state: Exclude<QuestionState, 'open'> | 'unknown', words: Words): string {
  const t = stillRightTexts[words.lang];
  return render(
    words,
    html`<p role="status">${t.states[state]}</p>
      <p><a href="${words.href('/desk/pins')}">${t.toList}</a></p>`,
  );
}

function render(words: Words, content: Part): string {
  const { title } = stillRightTexts[words.lang];
  const body = html`<main>
    <h1>${title}</h1>
    ${content}
  </main>`;
  const head = html`<meta name="robots" content="noindex" />`;
  return renderDocument({ title, style: '/find.css', head, body }, words);
}
