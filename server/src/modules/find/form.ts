import { FILTER_NAMES, rowOf, type FilterWhere } from '../../contract/filter-table.ts';
import { WHENS } from '../../contract/lists.ts';
import { fill } from '../../contract/words/fill.ts';
import { html, type Markup, type Part } from '../../html/markup.ts';
import { valuesOf } from './address.ts';
import { renderArea } from './area-fields.ts';
import { toOptions, type Asked } from './asked.ts';
import { choiceField, hidden, selectField, textField } from './fields.ts';
import { sayFilter } from './filter-words.ts';
import { readMark } from './reading.ts';
import { renderStart } from './start-fields.ts';
import { findTexts } from './texts.ts';
import { renderTopics } from './topic-field.ts';

/** What the form keeps but does not show. */
const KEPT = ['within', 'at', 'bbox', 'scope', 'origin', 'limit'];
/** What stands before "more". */
const FIRST = ['q', 'kind', 'division', 'when'];
/** Conditions behind "more": open when one of them is chosen or wrong. */
const MORE = [
  ...FILTER_NAMES.filter((name) => !FIRST.includes(name) && !KEPT.includes(name)),
  ...['sort', 'organiser', 'around', 'metres'],
];

export function renderForm(asked: Asked): Markup {
  const { raw, errors, naming } = asked;
  const { words } = naming;
  const own = findTexts(words.lang);
  const text = (name: 'from' | 'to') =>
    textField({ name, label: own[name], hint: own.dayHint, value: raw[name] ?? '', type: 'date', errors });
  const isOpen =
    asked.choices.length > 0 || MORE.some((name) => name in raw || errors.some(({ field }) => field === name));
  return html`<form action="${words.href('/find')}" method="get" role="search" aria-label="${own.form}">
    ${textField({ name: 'q', label: own.q, hint: own.qHint, value: raw['q'] ?? '', type: 'search', errors })}
    ${hidden('read', raw['read'] ?? readMark(raw))} ${listField(asked, 'kind')} ${renderArea(asked, 'division')}
    ${selectField({ name: 'when', label: own.when, any: own.any, value: raw['when'] ?? '', options: toOptions(asked, 'when', WHENS), errors })}
    <p><button type="submit">${own.submit}</button></p>
    <details${isOpen && html` open`}>
      <summary>${own.more}</summary>
      ${text('from')} ${text('to')} ${listField(asked, 'part')}
      ${listField(asked, 'weekday')} ${renderStart(asked)}
      ${renderTopics(asked, 'topic')} ${listField(asked, 'audience')} ${listField(asked, 'price')}
      ${listField(asked, 'mode')} ${listField(asked, 'seats')} ${listField(asked, 'format')}
      ${listField(asked, 'accessible')} ${renderOpen(asked)}
      ${listField(asked, 'status', own.statusHint)} ${renderOrganiser(asked)} ${renderSort(asked)}
      <p><button type="submit">${own.submit}</button></p>
    </details>
    ${KEPT.map((name) => raw[name] !== undefined && hidden(name, raw[name]))}
  </form>`;
}

/** Filters to tick values of. */
type Listed = Exclude<FilterWhere<{ isList: true }>, 'topic' | 'division' | 'institution'>;

function listField(asked: Asked, name: Listed, hint?: string): Markup {
  const { raw, errors, naming } = asked;
  const { values, vocabulary } = rowOf(name)!;
  const { terms } = naming.words.labels;
  const codes = terms.filter((term) => term.vocabulary === vocabulary && term.replacedBy === null);
  const label = findTexts(naming.words.lang)[name];
  const options = toOptions(asked, name, values ?? codes.map(({ code }) => code));
  return choiceField({ name, label, options, chosen: valuesOf(raw, name), errors, ...(hint && { hint }) });
}

function renderOpen({ raw, errors, naming }: Asked): Part {
  const own = findTexts(naming.words.lang);
  const open = raw['open'];
  const values = open === undefined || open === 'now' ? ['now'] : ['now', open];
  const options = values.map((value) => ({ value, text: sayFilter('open', value, naming), count: null }));
  // One time only: two boxes ticked would be no question.
  const type = options.length > 1 ? 'radio' : 'checkbox';
  return choiceField({
    name: 'open',
    label: own.open,
    options,
    chosen: open === undefined ? [] : [open],
    type,
    errors,
  });
}

function renderOrganiser({ raw, errors, naming, choices }: Asked): Part {
  const own = findTexts(naming.words.lang);
  const given = valuesOf(raw, 'institution');
  const options = given.map((value) => ({ value, text: sayFilter('institution', value, naming), count: null }));
  const found = choices.map(({ id, name }) => ({ value: String(id), text: name, count: null }));
  return [
    textField({
      name: 'organiser',
      label: own.organiser,
      hint: own.organiserHint,
      value: raw['organiser'] ?? '',
      type: 'text',
      errors,
    }),
    options.length > 0 && choiceField({ name: 'institution', label: own.institution, options, chosen: given, errors }),
    found.length > 0 &&
      choiceField({
        name: 'institution',
        label: own.organiserChoose,
        options: found,
        chosen: [],
        type: 'radio',
        errors,
      }),
  ];
}

function renderSort({ raw, errors, naming }: Asked): Part {
  const own = findTexts(naming.words.lang);
  const sorts = ['relevance', 'soonest', 'distance'] as const;
  const options = sorts.map((value) => ({ value, text: own.sorts[value], count: null }));
  return selectField({ name: 'sort', label: own.sort, any: own.any, value: raw['sort'] ?? '', options, errors });
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
