import type { Filter } from '@zlm/tiles';
import type { z } from 'zod';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { dayOf } from '../../catalogue/wall-time.ts';
import { AREA_FILTER, KIND_FILTER, ORGANISER_FILTER, WORDS_FILTER } from '../../contract/filter-table.ts';
import { toChange } from '../../contract/understood.ts';
import { Filters } from '../../contract/filters.ts';
import { ORGANISER } from '../../contract/kinds.ts';
import type { Lang } from '../../contract/lists.ts';
import { toWallMinutes } from '../../formats/shanghai-time.ts';
import { builtIn } from '../../text-search/built-in.ts';
import type { TextSearch } from '../../text-search/port.ts';
import { wordsOf, type Words } from '../../html/words.ts';
import type { Parts } from '../../module.ts';
import type { Understanding } from '../understanding/schema.ts';
import { understand } from '../understanding/service.ts';
import { resolveFilter } from './filter.ts';
import { findNames, type Name } from './names.ts';
import type { Suggestion as SuggestionSchema, suggest as suggestEndpoint } from './schema.ts';

export type SuggestQuery = z.output<typeof suggestEndpoint.query>;
type Suggestion = z.output<typeof SuggestionSchema>;
/** Counting is what costs: only what is shown is counted. */
type Uncounted = Omit<Suggestion, 'count' | 'total'> & { counted: Filter };
type Count = (filter: Filter, isArea: boolean) => Pick<Suggestion, 'count' | 'total'>;

type SuggestAnswer = z.output<typeof suggestEndpoint.response>;

interface Source extends Pick<Parts, 'live' | 'things'> {
  text?: TextSearch;
}

const LIMIT = 10;
/** Institutions around that are offered, and how much of their name it takes. */
const MOST_NEAREST = 4;
const FEWEST_NEAREST = 2;
/** Readings that are no guesses. */
const SURE: ReadonlySet<string> = new Set(['exact', 'short', 'pinyin', 'initials']);
// Names lead, but leave room for what the texts say.
const NAME_SHARE = 0.6;

/** Completions of what has been typed: divisions, topics, then organisers, places and titles. Throws Invalid. */
export async function suggest(
  { live, text: engine = builtIn, things }: Source,
  query: SuggestQuery,
  { now, lang }: { now: Date; lang: Lang },
): Promise<z.output<typeof suggestEndpoint.response>> {
  await live.current.text;
  const catalogue = live.current;
  const { q, limit = LIMIT } = query;
  const words = wordsOf(lang, catalogue.reference);
  const names = await findNames(catalogue, q, Math.max(1, Math.floor(limit * NAME_SHARE)));
  const found = [
    ...names.map((name) => toNamed(catalogue, name, lang)),
    ...listNearest(catalogue, query, { now: toWallMinutes(now), words }),
    ...(await engine.titles(catalogue, q, limit)).map((title) => toSought(title, 'title', null)),
    ...listTexts(catalogue, q, 2 * limit),
  ];
  const start = q.toLowerCase();
  const begins = ({ text }: Uncounted) => text.toLowerCase().startsWith(start);
  const unique = found.filter(({ text }, at) => found.findIndex((other) => other.text === text) === at);
  const ordered = [...unique.filter(begins), ...unique.filter((one) => !begins(one))];
  const said = { q, areas: query[AREA_FILTER] ?? [], now, words };
  return {
    reading: toReading(catalogue, query, { answer: await understand({ live, things }, said), now: toWallMinutes(now) }),
    suggestions: inViewFirst(takeCounted(ordered, limit, countIn(catalogue, query, toWallMinutes(now))), query),
  };
}

/** Names of divisions and topics lead; then what is in view, and what is only elsewhere. */
function inViewFirst(suggestions: readonly Suggestion[], { bbox, [AREA_FILTER]: area }: SuggestQuery): Suggestion[] {
  if (!bbox && !area) return [...suggestions];
  const rank = ({ source, count }: Suggestion) => (source === 'division' || source === 'topic' ? 0 : count > 0 ? 1 : 2);
  return suggestions.toSorted((a, b) => rank(a) - rank(b));
}

/** The words as filters, told where they are more than a name. */
function toReading(
  catalogue: Catalogue,
  { bbox }: SuggestQuery,
  { answer, now }: { answer: Understanding; now: number },
): SuggestAnswer['reading'] {
  const { parts, q } = answer;
  const labels = [...new Set(parts.map(({ label }) => label))];
  if (parts.length === 0 || labels.length + Number(q !== '') < 2) return null;
  const filter = resolveFilter(Filters.parse(toChange(answer)), now, catalogue);
  const { total, inView } = catalogue.index.totals(filter, bbox);
  return { labels, q, count: bbox ? inView : total, total };
}

/** Institutions that are called so, those around the middle of the view first. */
function listNearest(
  catalogue: Catalogue,
  { q, bbox }: SuggestQuery,
  { now, words }: { now: number; words: Words },
): Uncounted[] {
  if (!bbox || [...q].length < FEWEST_NEAREST) return [];
  const filter = { ...resolveFilter({ [WORDS_FILTER]: q, [KIND_FILTER]: [ORGANISER] }, now, catalogue) };
  if (!SURE.has(catalogue.index.findText(filter)?.via ?? '')) return [];
  const [west, south, east, north] = bbox;
  const from = { lng: (west + east) / 2, lat: (south + north) / 2 };
  const hits = catalogue.index.page(filter, { sort: 'distance', scope: 'all', asOf: now, from, limit: MOST_NEAREST });
  return hits.flatMap(({ id, place }): Uncounted[] => {
    const name = catalogue.institutions.get(id)?.name;
    // By its name, and not by what is said of it.
    if (name === undefined || !isCalled(name, q)) return [];
    const counted = { facets: { [ORGANISER_FILTER]: catalogue.institutions.rangesOf(id) } };
    const filter = { name: ORGANISER_FILTER, value: String(id) };
    return [
      { text: name, source: 'organiser', kind: ORGANISER, filter, area: countyOf(catalogue, place, words), counted },
    ];
  });
}

/** All characters in this order, as in 台州老年大学 and 台州市老年大学. */
function isCalled(name: string, typed: string): boolean {
  if (!/\p{Script=Han}/u.test(typed)) return true;
  let next = 0;
  const wanted = [...typed.replaceAll(/\s/g, '')];
  for (const char of name) if (char === wanted[next]) next++;
  return next === wanted.length;
}

/** The county a place lies in, or the city of one that is in none. */
function countyOf(catalogue: Catalogue, place: number, words: Words): string | null {
  const code = catalogue.divisionOf(place);
  const path = code === null ? [] : [code, ...catalogue.divisionsAbove(code)];
  const levelOf = (one: string) => words.division(one)?.level;
  const shown = path.find((one) => levelOf(one) === 'county') ?? path.find((one) => levelOf(one) === 'city');
  return shown === undefined ? null : words.divisionName(shown);
}

/** Counts everywhere and in the area asked about; an area chosen anew takes the place of that one. */
function countIn(catalogue: Catalogue, { bbox, [AREA_FILTER]: areas }: SuggestQuery, now: number): Count {
  const { index } = catalogue;
  const area = areas && resolveFilter({ [AREA_FILTER]: areas }, now, catalogue).facets[AREA_FILTER];
  return (filter, isArea) => {
    const whole = { ...filter, notEndedOn: dayOf(now) };
    const { total, inView } = index.totals(whole, bbox);
    if (!area || isArea) return { total, count: bbox ? inView : total };
    const inside = index.totals({ ...whole, facets: { ...whole.facets, [AREA_FILTER]: area } }, bbox);
    return { total, count: bbox ? inside.inView : inside.total };
  };
}

/** What finds only ended things is left out, but for divisions and topics. */
function takeCounted(found: readonly Uncounted[], limit: number, count: Count): Suggestion[] {
  const taken: Suggestion[] = [];
  for (const { counted, ...suggestion } of found) {
    if (taken.length === limit) break;
    const numbers = count(counted, suggestion.source === 'division');
    const isName = suggestion.source === 'division' || suggestion.source === 'topic';
    if (isName || numbers.total > 0) taken.push({ ...suggestion, ...numbers });
  }
  return taken;
}

function toNamed(catalogue: Catalogue, { filter, code, zh, en }: Name, lang: Lang): Uncounted {
  const facet = catalogue.facets[filter];
  const index = facet.find(code);
  return {
    text: lang === 'en' ? en : zh,
    source: filter,
    filter: { name: filter, value: code },
    kind: null,
    area: null,
    counted: { facets: { [filter]: index === undefined ? [] : [facet.rangeOf(index)] } },
  };
}

/** Topics come from the vocabulary alone, places by name and not by address. */
function listTexts(catalogue: Catalogue, q: string, limit: number): Uncounted[] {
  const { index, placeNames, institutions } = catalogue;
  return index.suggest(q, limit).flatMap(({ text, source }): Uncounted[] => {
    if (source === 'topic' || (source === 'place' && !placeNames.has(text))) return [];
    const ids = source === 'organiser' ? institutions.byName.get(text) : undefined;
    const kind = source === 'organiser' ? ORGANISER : null;
    // Of several with one name none is meant more than another: their name is searched for.
    if (ids?.length !== 1) return [toSought(text, source, kind)];
    const counted = { facets: { [ORGANISER_FILTER]: institutions.rangesOf(ids[0]!) } };
    return [{ text, source, kind, area: null, filter: { name: ORGANISER_FILTER, value: String(ids[0]) }, counted }];
  });
}

/** A text that is looked for as it is. */
const toSought = (text: string, source: Suggestion['source'], kind: Suggestion['kind']): Uncounted => ({
  text,
  source,
  kind,
  filter: null,
  area: null,
  counted: { facets: {}, q: text },
});
