import { html, type Markup } from '../../html/markup.ts';
import { fill } from '../../contract/words/fill.ts';
import { selectField } from './fields.ts';
import { fieldOf, type Asked, type AskedFilter } from './asked.ts';
import { readNear } from './starts.ts';
import { findTexts } from './texts.ts';

const METRES = ['500', '1000', '3000', '5000', '10000', '30000'];

/** A city or county and a distance from it. */
export function renderStart(asked: Asked, name: AskedFilter): Markup {
  const { raw, naming } = asked;
  const { words, starts } = naming;
  const own = findTexts(words.lang);
  const near = readNear(raw[name], starts);
  const around = raw['around'] ?? near?.start?.code ?? near?.point ?? '';
  const metres = raw['metres'] ?? near?.metres ?? '';
  const option = (code: string) => ({ value: code, text: words.divisionName(code), count: null });
  const groups = starts
    .filter(({ parent }) => parent === null)
    .map((city) => ({
      label: words.divisionName(city.code),
      options: [city, ...starts.filter(({ parent }) => parent === city.code)].map(({ code }) => option(code)),
    }));
  const point = around.includes(',') ? [{ value: around, text: own.aroundPoint, count: null }] : [];
  const distances = [...new Set([...METRES, ...(/^\d+$/.test(metres) ? [metres] : [])])].map((value) => ({
    value,
    text: fill(own.within, { distance: words.format.distance(Number(value)) }),
    count: null,
  }));
  return html`<fieldset id="${name}">
    <legend>${fieldOf(asked, name).label}</legend>
    ${selectField({ ...fieldOf(asked, 'around'), value: around, options: point, groups })}
    ${selectField({ ...fieldOf(asked, 'metres'), value: metres, options: distances })}
  </fieldset>`;
}
