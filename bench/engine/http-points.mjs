// The points of the benchmark as a live catalogue; `?size=` of the module's address says how many.
import { Catalogue } from '../../server/dist/catalogue/catalogue.js';
import { features } from '../../server/dist/modules.js';
import { FULL } from '../points/schema.mjs';
import { TODAY } from '../points/sessions.mjs';
import { readReference } from './reference.mjs';
import { createWorld } from './world.mjs';

const NEVER_ENDS = 2147483647;
// Midnight in Shanghai of the day of the data.
const NOW = new Date(TODAY * 86_400_000 - 8 * 3_600_000);

export function openLive() {
  const size = Number(new URL(import.meta.url).searchParams.get('size'));
  const { columns, facets } = createWorld(size, FULL);
  const catalogue = createCatalogue(facets);
  catalogue.index.loadColumns(renumber(columns, facets, catalogue));
  return Promise.resolve({ live: { current: catalogue }, clock: () => NOW });
}

/** The catalogue as the server makes it, of the vocabularies alone. */
function createCatalogue(facets) {
  const { vocabularies, divisions } = readReference();
  const terms = Object.entries(vocabularies).flatMap(([vocabulary, list]) =>
    list.map(({ code, parent = null, zh, en }) => ({
      vocabulary,
      code,
      parent,
      zh,
      en,
      synonyms: '',
      replacedBy: null,
    })),
  );
  const { values, ends } = facets.institution;
  const parents = new Int32Array(values.length).fill(-1);
  ends.forEach((end, at) => parents.fill(at, at + 1, end));
  const institutions = values.map((name, at) => ({
    id: at + 1,
    name,
    parent: parents[at] < 0 ? null : parents[at] + 1,
  }));
  const catalogue = new Catalogue({
    kinds: features.map(({ kind }) => kind),
    reference: { terms, divisions, institutions },
    hours: [],
    accessible: [],
    day: TODAY,
    cursor: { xid: '0', seq: -1 },
    origin: 'bench',
  });
  // Otherwise noted row by row.
  Object.defineProperty(catalogue, 'sessionDays', { value: [TODAY - 200, TODAY + 200] });
  return catalogue;
}

/** The same values by the numbers of the catalogue. */
function renumber(columns, facets, catalogue) {
  const codeOf = { institution: (at) => String(at + 1) };
  const renumbered = FULL.filter((name) => name !== 'status').map((name) => {
    const { starts, values } = columns.facets[name];
    const numbers = facets[name].values.map((code, at) => catalogue.facets[name].find(codeOf[name]?.(at) ?? code));
    return [name, { starts, values: Uint32Array.from(values, (value) => numbers[value]) }];
  });
  const status = statusColumn(columns, facets.status, catalogue.statusDays);
  return { ...columns, facets: { ...Object.fromEntries(renumbered), status } };
}

function statusColumn({ count, facets, lastDay }, { values: codes }, statusDays) {
  const { starts, values } = facets.status;
  const numbers = Uint32Array.from({ length: count }, (_, row) => {
    const code = starts[row] < starts[row + 1] ? codes[values[starts[row]]] : null;
    return statusDays.valueOf(code, null, lastDay[row] === NEVER_ENDS ? null : lastDay[row]);
  });
  return { starts: Uint32Array.from({ length: count + 1 }, (_, row) => row), values: numbers };
}
