import { html, type Markup } from '../../html/markup.ts';
import type { Words } from '../../html/words.ts';
import { valuesOf } from './address.ts';
import { hidden, selectField } from './fields.ts';
import { fieldOf, type Asked, type AskedFilter } from './asked.ts';

const LEVELS = ['city', 'county', 'town'] as const;
const PROVINCE = 'province';

/** City, county and township: each can be chosen when the one above it is. */
export function renderArea(asked: Asked, area: AskedFilter): Markup {
  const { raw, facets } = asked;
  const { words } = asked.naming;
  const { label, hint } = fieldOf(asked, area);
  const divisions = valuesOf(raw, area);
  const chosen = LEVELS.map((level) => raw[level]);
  const above = divisions.length === 1 && !chosen.some(Boolean) ? pathTo(divisions[0]!, words) : chosen;
  const fields: Markup[] = [];
  for (const [i, name] of LEVELS.entries()) {
    const parent = i === 0 ? provinceOf(words) : above[i - 1];
    if (parent === undefined) break;
    const children = words.labels.divisions.filter((division) => division.parent === parent);
    const options = children.map(({ code }) => ({
      value: code,
      text: words.divisionName(code),
      count: facets?.[area] ? (facets[area][code] ?? 0) : null,
    }));
    fields.push(selectField({ ...fieldOf(asked, name), value: above[i] ?? '', options }));
  }
  // Several areas of a link cannot be shown as one.
  const kept = divisions.length > 1 && hidden(area, divisions.join(','));
  return html`<fieldset id="${area}">
    <legend>${label}</legend>
    ${fields} ${kept}
    <small>${hint}</small>
  </fieldset>`;
}

function provinceOf({ labels }: Words): string | undefined {
  return labels.divisions.find(({ level }) => level === PROVINCE)?.code;
}

/** City, county and township of a code. */
function pathTo(code: string, words: Words): (string | undefined)[] {
  const path: string[] = [];
  for (let at = words.division(code); at && at.level !== PROVINCE; at = words.division(at.parent ?? ''))
    path.unshift(at.code);
  return LEVELS.map((_, i) => path[i]);
}
