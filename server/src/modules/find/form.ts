import { FILTER_NAMES, WORDS_FILTER } from '../../contract/filter-table.ts';
import { fill } from '../../contract/words/fill.ts';
import { html, type Markup, type Part } from '../../html/markup.ts';
import { fieldOf, type Asked, type AskedFilter } from './asked.ts';
import { hidden, selectField, textField } from './fields.ts';
import { renderFilter } from './filter-field.ts';
import { readMark } from './reading.ts';
import { findTexts } from './texts.ts';

/** The filters in the order of the form: before "more" or behind it. */
const PLACES: Record<AskedFilter, 'first' | 'more'> = {
  q: 'first',
  kind: 'first',
  division: 'first',
  when: 'first',
  from: 'more',
  to: 'more',
  part: 'more',
  weekday: 'more',
  near: 'more',
  topic: 'more',
  audience: 'more',
  price: 'more',
  mode: 'more',
  seats: 'more',
  format: 'more',
  accessible: 'more',
  open: 'more',
  status: 'more',
  institution: 'more',
};
const ORDER = Object.keys(PLACES) as AskedFilter[];
const FIRST = ORDER.filter((name) => PLACES[name] === 'first');
const MORE = ORDER.filter((name) => PLACES[name] === 'more');
/** Behind "more" too: parts of filters, and the order. */
const MORE_WORDS = [...MORE, 'sort', 'organiser', 'around', 'metres'];
/** What the form keeps but does not show. */
const KEPT = [...FILTER_NAMES.filter((name) => !(name in PLACES)), 'bbox', 'scope', 'origin', 'limit'];

const FORM_ID = 'conditions';

/** The words alone, over what was found; they belong to the form below it. */
export function renderWords(asked: Asked): Markup {
  const own = findTexts(asked.naming.words.lang);
  return html`<div class="words">
    ${textField({ ...fieldOf(asked, WORDS_FILTER), hint: undefined, type: 'search', form: FORM_ID })}
    <p><button type="submit" form="${FORM_ID}">${own.submit}</button></p>
    <p><a href="#${FORM_ID}">${own.change}</a></p>
  </div>`;
}

/** `hasWords`: they have a field in the form itself. */
export function renderForm(asked: Asked, { hasWords }: { hasWords: boolean }): Markup {
  const { raw, errors, naming } = asked;
  const { words } = naming;
  const own = findTexts(words.lang);
  const first = hasWords ? FIRST : FIRST.filter((name) => name !== WORDS_FILTER);
  // Open when something in it is chosen or wrong.
  const isOpen =
    asked.choices.length > 0 || MORE_WORDS.some((name) => name in raw || errors.some(({ field }) => field === name));
  return html`<form id="${FORM_ID}" action="${words.href('/find')}" method="get" role="search" aria-label="${own.form}">
    ${!hasWords && html`<h2>${own.form}</h2>`}
    ${first.map((name) => renderFilter(asked, name))}
    <p><button type="submit">${own.submit}</button></p>
    <details${isOpen && html` open`}>
      <summary>${own.more}</summary>
      ${MORE.map((name) => renderFilter(asked, name))} ${renderSort(asked)}
      <p><button type="submit">${own.submit}</button></p>
    </details>
    ${hidden('read', raw['read'] ?? readMark(raw))}
    ${KEPT.map((name) => raw[name] !== undefined && hidden(name, raw[name]))}
  </form>`;
}

function renderSort(asked: Asked): Part {
  const own = findTexts(asked.naming.words.lang);
  const sorts = ['relevance', 'soonest', 'distance'] as const;
  const options = sorts.map((value) => ({ value, text: own.sorts[value], count: null }));
  return selectField({ ...fieldOf(asked, 'sort'), options });
}

/** The number above the list tells of the others. */
const MOST_ERRORS = 20;

/** What is wrong, before everything else. */
export function renderErrorSummary({ errors, naming }: Asked): Part {
  if (errors.length === 0) return null;
  const own = findTexts(naming.words.lang);
  const labels = own as unknown as Record<string, unknown>;
  const label = (field: string) => (typeof labels[field] === 'string' ? labels[field] : field);
  return html`<div class="errors" role="alert">
    <h2>${fill(own.errorTitle, { n: errors.length })}</h2>
    <ul>
      ${errors
        .slice(0, MOST_ERRORS)
        .map(
          ({ field, message }) =>
            html`<li><a href="#${field}">${fill(own.errorOf, { field: label(field), message })}</a></li>`,
        )}
      ${errors.length > MOST_ERRORS && html`<li>${fill(own.errorsMore, { n: errors.length - MOST_ERRORS })}</li>`}
    </ul>
  </div>`;
}
