import { FeatureIndex, type RowInput } from '@zlm/tiles';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { AREA_FILTER, FILTERS, TOPIC_FILTER } from '../../contract/filter-table.ts';
import { FORMER_DIVISIONS } from '../../formats/former-divisions.ts';
import { runSliced } from '../../catalogue/steps.ts';

/** A division or topic that can be chosen by its name. */
export interface Name {
  filter: typeof AREA_FILTER | typeof TOPIC_FILTER;
  code: string;
  zh: string;
  en: string;
}

interface NameIndex {
  index: FeatureIndex;
  byLabel: Map<string, Name[]>;
  all: Name[];
}

const built = new WeakMap<Catalogue, Promise<NameIndex>>();
const KIND = 'kind';
/** Where the text of an index has such names. */
const FIELDS = { [AREA_FILTER]: 'place', [TOPIC_FILTER]: 'topic' };

/** Divisions and topics whose name, a synonym, pinyin or initials begin so; best first. */
export async function findNames(catalogue: Catalogue, typed: string, limit: number): Promise<Name[]> {
  const { index, byLabel, all } = await prepareNames(catalogue);
  const start = typed.toLowerCase();
  const found = new Set(index.suggest(typed, limit * 2).flatMap(({ text }) => byLabel.get(text) ?? []));
  for (const name of all) if (name.en.toLowerCase().startsWith(start)) found.add(name);
  return [...found].slice(0, limit);
}

/** Builds the names of a catalogue once. */
export function prepareNames(catalogue: Catalogue): Promise<NameIndex> {
  let building = built.get(catalogue);
  if (!building) built.set(catalogue, (building = buildIndex(catalogue)));
  return building;
}

const formerOf = (code: string): string[] => FORMER_DIVISIONS.flatMap(({ name, now }) => (now === code ? [name] : []));

/** The names as rows of a small index of their own, whose text knows pinyin and initials. */
async function buildIndex({ reference }: Catalogue): Promise<NameIndex> {
  const divisions = reference.divisions
    .filter(({ level }) => level !== 'province')
    .map(({ code, name, nameEn }) => ({
      filter: AREA_FILTER,
      code,
      zh: name,
      en: nameEn,
      labels: [name, ...formerOf(code)],
    }));
  const topics = reference.terms
    .filter(({ vocabulary, replacedBy }) => vocabulary === FILTERS[TOPIC_FILTER].vocabulary && replacedBy === null)
    .map(({ code, zh, en, synonyms }) => ({
      filter: TOPIC_FILTER,
      code,
      zh,
      en,
      labels: [zh, ...synonyms.split('/').filter((word) => /\p{Script=Han}/u.test(word))],
    }));
  const named = [...divisions, ...topics];
  const byLabel = new Map<string, Name[]>();
  for (const { labels, ...name } of named) {
    for (const label of labels) byLabel.set(label, [...(byLabel.get(label) ?? []), name]);
  }
  const index = new FeatureIndex({ facets: [{ name: KIND, values: ['name'] }], clusterBy: KIND });
  await runSliced(index.loadSteps(named.map(toRow), named.length));
  await runSliced(
    index.loadTextSteps((id) => {
      const { filter, labels } = named[id]!;
      const text = labels.join('/');
      return { title: '', organiser: '', place: '', topic: '', description: '', [FIELDS[filter]]: text };
    }),
  );
  return { index, byLabel, all: named.map(({ labels: _, ...name }) => name) };
}

function toRow(_name: unknown, id: number): RowInput {
  return { id, place: 0, lng: null, lat: null, facets: {}, sessions: null, lastDay: null, pinned: false };
}
