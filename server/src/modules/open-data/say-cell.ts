import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Lang } from '../../contract/lists.ts';
import { traitsOf, type Kind } from '../../contract/kinds.ts';
import type { RecordCells, RecordValue, StoredThing } from '../../db/index.ts';

/** Marks that part the entries of a list, and so cannot stand in one. */
const PARTING = /[;；,，、|\n]/;
const VOCABULARIES: Readonly<Record<string, string>> = {
  accessibility: 'accessibility',
  institution_type: 'institution_type',
};
const YES = { 'zh-CN': ['是', '否'], en: ['yes', 'no'] } as const;

export type SayCells = (kind: Kind, cells: RecordCells) => RecordCells;

/** Cells as people read them: terms by their labels where the import finds the same term by them, lists in one cell. */
export function createSayCells(catalogue: Catalogue, things: readonly StoredThing[], lang: Lang): SayCells {
  const labels = nameTerms(catalogue, lang);
  const separator = lang === 'en' ? '; ' : '；';
  const vocabulariesOf = new Map(
    things.map(({ kind, record }) => [kind, { ...VOCABULARIES, ...record.vocabularies }] as const),
  );

  function say(value: RecordValue, vocabulary: string | undefined): RecordValue {
    if (typeof value === 'boolean') return YES[lang][value ? 0 : 1];
    if (Array.isArray(value)) return value.map((one: string) => labelOf(one, vocabulary, true)).join(separator);
    return typeof value === 'string' ? labelOf(value, vocabulary, false) : value;
  }
  function labelOf(code: string, vocabulary: string | undefined, isListed: boolean): string {
    const label = vocabulary === undefined ? undefined : labels.get(`${vocabulary}:${code}`);
    return label === undefined || (isListed && PARTING.test(label)) ? code : label;
  }
  return (kind, cells) => {
    const known: Readonly<Record<string, string>> = vocabulariesOf.get(kind)!;
    const said = Object.entries(cells).map(([key, value]): [string, RecordValue] => [key, say(value, known[key])]);
    return {
      ...Object.fromEntries(said),
      ...nameAreas(catalogue, cells['division'], lang),
      kind: kindName(kind, lang),
    };
  };
}

const kindName = (kind: Kind, lang: Lang) => traitsOf(kind).names[lang].one;

/** Labels that name one term only. */
function nameTerms({ reference: { terms } }: Catalogue, lang: Lang): ReadonlyMap<string, string> {
  const named = terms.map((term) => ({ ...term, label: lang === 'en' ? term.en : term.zh }));
  const count = new Map<string, number>();
  const keyOf = ({ vocabulary, label }: (typeof named)[number]) => `${vocabulary}:${label.toLowerCase()}`;
  for (const term of named) count.set(keyOf(term), (count.get(keyOf(term)) ?? 0) + 1);
  return new Map(
    named.flatMap((term) => (count.get(keyOf(term)) === 1 ? [[`${term.vocabulary}:${term.code}`, term.label]] : [])),
  );
}

const LEVELS = ['city', 'county', 'township'] as const;

/** For people: the code beside them is what the import reads. */
function nameAreas({ reference: { divisions } }: Catalogue, code: RecordValue | undefined, lang: Lang): RecordCells {
  const names: Record<string, string> = {};
  for (let at = find(code); at; at = find(at.parent)) {
    const level = LEVELS.find((one) => one === at.level);
    if (level) names[level] = lang === 'en' ? at.nameEn : at.name;
  }
  return names;

  function find(wanted: RecordValue | undefined) {
    return wanted ? byCode(divisions).get(String(wanted)) : undefined;
  }
}

type Divisions = Catalogue['reference']['divisions'];
const indexes = new WeakMap<Divisions, Map<string, Divisions[number]>>();
function byCode(divisions: Divisions): Map<string, Divisions[number]> {
  let index = indexes.get(divisions);
  if (!index) indexes.set(divisions, (index = new Map(divisions.map((one) => [one.code, one]))));
  return index;
}
