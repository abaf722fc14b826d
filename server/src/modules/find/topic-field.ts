import type { FilterWhere } from '../../contract/filter-table.ts';
import { fill } from '../../contract/words/fill.ts';
import { html, type Markup } from '../../html/markup.ts';
import { valuesOf } from './address.ts';
import { choices } from './fields.ts';
import { toOptions, type Asked } from './asked.ts';
import { findTexts } from './texts.ts';

/** Topics by subject; a subject with a chosen topic is open. */
export function renderTopics(asked: Asked, name: FilterWhere<{ vocabulary: 'topic' }>): Markup {
  const { words } = asked.naming;
  const own = findTexts(words.lang);
  const terms = words.labels.terms.filter((term) => term.vocabulary === 'topic' && term.replacedBy === null);
  const chosen = valuesOf(asked.raw, name);
  const subjects = terms.filter(({ parent }) => parent === null);
  return html`<fieldset id="${name}">
    <legend>${own.topic}</legend>
    ${subjects.map(({ code }) => {
      const subject = words.label('topic', code);
      const codes = [code, ...terms.filter(({ parent }) => parent === code).map((term) => term.code)];
      const [all, ...leaves] = toOptions(asked, name, codes);
      const options = [{ ...all!, text: fill(own.topicAll, { name: subject }) }, ...leaves];
      return html`<details${codes.some((one) => chosen.includes(one)) && html` open`}>
        <summary>${subject}</summary>
        ${choices({ name, options, chosen })}
      </details>`;
    })}
  </fieldset>`;
}
