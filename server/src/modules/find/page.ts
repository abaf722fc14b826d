import { html, type Part } from '../../html/markup.ts';
import { renderDocument } from '../../html/document.ts';
import { fill } from '../../contract/words/fill.ts';
import type { PageContext } from '../../html/page.ts';
import type { SearchAnswer } from '../search/schema.ts';
import { toSearch, withWords, type Raw } from './address.ts';
import { listChosen } from './filter-words.ts';
import type { Asked } from './asked.ts';
import { renderErrorSummary, renderForm, renderWords } from './form.ts';
import type { Reading } from './reading.ts';
import { renderResults } from './results.ts';
import { findTexts } from './texts.ts';

interface FindPage extends Omit<Asked, 'facets'> {
  answer: SearchAnswer | null;
  /** How the words were read that led here. */
  reading: Reading | null;
}

/** The form with what was found, or with what is wrong. */
export function renderFind({ answer, reading, ...asked }: FindPage, context: PageContext): string {
  const { words, origin } = context;
  const own = findTexts(words.lang);
  const { raw, naming } = asked;
  const form: Asked = { ...asked, facets: answer?.facets ?? null };
  const other = words.lang === 'en' ? '/find' : '/en/find';
  const question = withWords(raw, {});
  // Who has asked wants the answer first, who has not the form.
  const isSearched = answer !== null && toSearch(question) !== '';
  const results = answer && renderResults({ raw, answer, reading, chosen: listChosen(question, naming) }, context);
  const body = html`<header>
      <p>
        <a href="${words.href('/')}">${words.t.name}</a>
        <a href="${words.href(`/${toSearch(toAppWords(question))}`)}">${own.toApp}</a>
        <a href="${other}${toSearch(question)}" hreflang="${words.lang === 'en' ? 'zh-CN' : 'en'}"
          >${words.t.otherLanguage}</a
        >
      </p>
      <h1>${own.title}</h1>
      ${!isSearched && html`<p>${own.intro}</p>`}
      ${answer && !isSearched && html`<p><a href="#results">${own.toResults}${words.t.colon}${fill(own.total, { total: words.format.number(answer.total) })}</a></p>`}
    </header>
    ${
      isSearched
        ? html`<main class="searched">${renderWords(form)} ${results} ${renderForm(form, { hasWords: false })}</main>`
        : html`<main>${renderErrorSummary(form)} ${renderForm(form, { hasWords: true })} ${results}</main>`
    }`;
  return renderDocument({ title: own.title, style: '/find.css', head: renderAddresses(raw, context), body }, words);

  function renderAddresses(raw: Raw, { words: { lang } }: PageContext): Part {
    if (toSearch(raw) !== '') return html`<meta name="robots" content="noindex, follow" />`;
    return html`<meta name="description" content="${own.intro}" />
      <link rel="canonical" href="${origin}${lang === 'en' ? '/en' : ''}/find" />
      <link rel="alternate" hreflang="zh-CN" href="${origin}/find" />
      <link rel="alternate" hreflang="en" href="${origin}/en/find" />
      <link rel="alternate" hreflang="x-default" href="${origin}/find" />`;
  }
}

/** The app takes the same filters, but keeps its own view. */
function toAppWords(raw: Raw): Raw {
  return withWords(raw, { bbox: undefined, origin: undefined, scope: raw['scope'] ?? 'all' });
}
