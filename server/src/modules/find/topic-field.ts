import { fill } from '../../contract/words/fill.ts';
import { html, type Markup } from '../../html/markup.ts';
import { valuesOf } from './address.ts';
import { choices } from './fields.ts';
import { toOptions, type Asked } from './asked.ts';
import { findTexts } from './texts.ts';

/** Topics by subject; a subject with a chosen topic is open. */
export function renderTopics(asked: Asked): Markup {
  const { words } = asked.naming;
  const own = findTexts(words.lang);
  const terms = words.labels.terms.filter((term) => term.vocabulary === 'topic' && term.replacedBy === null);
  const chosen = valuesOf(asked.raw, 'topic');
  const subjects = terms.filter(({ parent }) => parent === null);
  return html`<fieldset id="topic">
    <legend>${own.topic}</legend>
    ${subjects.map(({ code }) => {
      const name = words.label('topic', code);
      const codes = [code, ...terms.filter(({ parent }) => parent === code).map((term) => term.code)];
      const [all, ...leaves] = toOptions(asked, 'topic', codes);
      const options = [{ ...all!, text: fill(own.topicAll, { name }) }, ...leaves];
      return html`<details${codes.some((one) => chosen.includes(one)) && html` open`}>
        <summary>${name}</summary>
        ${choices({ name: 'topic', options, chosen })}
      </details>`;
    })}
  </fieldset>`;
}
