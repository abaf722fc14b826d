import { isDictionaryWord, listElided } from '@zlm/tiles';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import { AREA_FILTER } from '../../contract/filter-table.ts';
import { FORMER_DIVISIONS } from '../../formats/former-divisions.ts';
import { dayOf } from '../../catalogue/wall-time.ts';
import { toWallMinutes } from '../../formats/shanghai-time.ts';
import type { Words } from '../../html/words.ts';
import { createLexicon, type Lexicon } from './lexicon.ts';
import { NameStarts } from './name-starts.ts';
import { read, type ReadOptions } from './read.ts';
import { sayFilter } from './say.ts';
import type { Understanding } from './schema.ts';
import type { KindWords } from './words/entry.ts';

export interface Said {
  q: string;
  /** Codes of the areas chosen now. */
  areas: readonly string[];
  now: Date;
  /** In the language of the answer. */
  words: Words;
}

interface Source {
  live: LiveCatalogue;
  things: readonly KindWords[];
}
interface Known {
  catalogue: Catalogue;
  things: readonly KindWords[];
}

const FORMER: ReadonlySet<string> = new Set(FORMER_DIVISIONS.map(({ name }) => name));
const lexicons = new WeakMap<Catalogue, Lexicon>();
const names = new WeakMap<ReadonlySet<string>, { of: ReadonlyMap<string, unknown>; starts: NameStarts }>();

/** Reads words as filters of the catalogue there is now. */
export async function understand({ live, things }: Source, { q, areas, now, words }: Said): Promise<Understanding> {
  await live.current.text;
  const options = toOptions({ catalogue: live.current, things }, areas, dayOf(toWallMinutes(now)));
  const { parts, dropped, ...reading } = read(q, options);
  return {
    ...reading,
    filters: reading.filters,
    parts: parts.map(({ name, value, others, ...part }) => ({
      ...part,
      name: name as Understanding['parts'][number]['name'],
      value,
      label: sayFilter(name, value, words),
      isFormer: name === AREA_FILTER && FORMER.has(part.text),
      others: others.map((code) => ({ value: code, label: words.area(code) })),
    })),
    dropped: dropped.map(({ text }) => text),
  };
}

/** Makes what reading needs of the catalogue there is now; without its text there is nothing to read. */
export async function prepare({ live, things }: Source): Promise<void> {
  try {
    await live.current.text;
    lexiconOf({ catalogue: live.current, things });
    startsOf(live.current);
  } catch {
    // Who asks is told.
  }
}

/** What the reader knows of a catalogue; `today` in days since 1970-01-01. */
export function toOptions(known: Known, areas: readonly string[], today: number): ReadOptions {
  const { catalogue } = known;
  const seen = new Map<string, string | undefined>();
  const viaOf = (text: string) => {
    if (!seen.has(text)) seen.set(text, catalogue.index.findText({ facets: {}, q: text })?.via);
    return seen.get(text);
  };
  return {
    lexicon: lexiconOf(known),
    areas,
    today,
    occurs: (text) => viaOf(text) === 'exact',
    beginsName: (text) => startsOf(catalogue).has(text) || isElidedName(catalogue, text),
    isWord: isDictionaryWord,
    isSlip: (text) => viaOf(text) === 'homophone' || viaOf(text) === 'typo',
    offers: (code) => countOffers(catalogue, code, today),
  };
}

function lexiconOf({ catalogue, things }: Known): Lexicon {
  let lexicon = lexicons.get(catalogue);
  if (!lexicon) lexicons.set(catalogue, (lexicon = createLexicon(catalogue.reference, things)));
  return lexicon;
}

/** Whether an institution is called so, but for ends of divisions: 台州老年大学. */
function isElidedName({ institutions }: Catalogue, text: string): boolean {
  for (const names of listElided(text)) if (names.some((name) => institutions.byName.has(name))) return true;
  return false;
}

function startsOf({ placeNames, institutions }: Catalogue): NameStarts {
  const known = names.get(placeNames);
  if (known?.of === institutions.byName) return known.starts;
  const starts = new NameStarts([placeNames, institutions.byName.keys()]);
  names.set(placeNames, { of: institutions.byName, starts });
  return starts;
}

function countOffers({ facets, index }: Catalogue, code: string, today: number): number {
  const at = facets[AREA_FILTER].find(code);
  if (at === undefined) return 0;
  return index.totals({ facets: { [AREA_FILTER]: [facets[AREA_FILTER].rangeOf(at)] }, notEndedOn: today }).total;
}
