import type { Labels } from '../../html/words.ts';
import { fill } from '../../contract/words/fill.ts';
import { html, type Markup } from '../../html/markup.ts';
import { valuesOf } from './address.ts';
import { choices } from './fields.ts';
import { fieldOf, toOptions, type Asked, type AskedFilter } from './asked.ts';
import { findTexts } from './texts.ts';

/** Terms below one another; one with a chosen leaf is open. */
export function renderTree(asked: Asked, name: AskedFilter, terms: Labels['terms']): Markup {
  const { words } = asked.naming;
  const { wholeOf } = findTexts(words.lang);
  const chosen = valuesOf(asked.raw, name);
  const roots = terms.filter(({ parent }) => parent === null);
  return html`<fieldset id="${name}">
    <legend>${fieldOf(asked, name).label}</legend>
    ${roots.map(({ vocabulary, code }) => {
      const root = words.label(vocabulary, code);
      const codes = [code, ...terms.filter(({ parent }) => parent === code).map((term) => term.code)];
      const [all, ...leaves] = toOptions(asked, name, codes);
      const options = [{ ...all!, text: fill(wholeOf, { name: root }) }, ...leaves];
      return html`<details${codes.some((one) => chosen.includes(one)) && html` open`}>
        <summary>${root}</summary>
        ${choices({ name, options, chosen })}
      </details>`;
    })}
  </fieldset>`;
}
