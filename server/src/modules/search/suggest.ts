import type { Filter } from '@zlm/tiles';
import type { z } from 'zod';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import { dayOf } from '../../catalogue/wall-time.ts';
import { ORGANISER } from '../../contract/kinds.ts';
import type { Lang } from '../../contract/lists.ts';
import { toWallMinutes } from '../../formats/shanghai-time.ts';
import { builtIn } from '../../text-search/built-in.ts';
import type { TextSearch } from '../../text-search/port.ts';
import { ORGANISER_FILTER, resolveFilter } from './filter.ts';
import { findNames, type Name } from './names.ts';
import type { Suggestion as SuggestionSchema, suggest as suggestEndpoint } from './schema.ts';

export type SuggestQuery = z.output<typeof suggestEndpoint.query>;
type Suggestion = z.output<typeof SuggestionSchema>;
/** Counting is what costs: only what is shown is counted. */
type Uncounted = Omit<Suggestion, 'count' | 'total'> & { counted: Filter };
type Count = (filter: Filter, isArea: boolean) => Pick<Suggestion, 'count' | 'total'>;

const LIMIT = 10;
// Names lead, but leave room for what the texts say.
const NAME_SHARE = 0.6;

/** Completions of what has been typed: divisions, topics, then organisers, places and titles. Throws Invalid. */
export async function suggest(
  { live, text: engine = builtIn }: { live: LiveCatalogue; text?: TextSearch },
  query: SuggestQuery,
  { now, lang }: { now: Date; lang: Lang },
): Promise<{ suggestions: Suggestion[] }> {
  await live.current.text;
  const catalogue = live.current;
  const { q, limit = LIMIT } = query;
  const names = await findNames(catalogue, q, Math.max(1, Math.floor(limit * NAME_SHARE)));
  const found = [
    ...names.map((name) => toNamed(catalogue, name, lang)),
    ...(await engine.titles(catalogue, q, limit)).map((title) => toSought(title, 'title', null)),
    ...listTexts(catalogue, q, 2 * limit),
  ];
  const start = q.toLowerCase();
  const begins = ({ text }: Uncounted) => text.toLowerCase().startsWith(start);
  const unique = found.filter(({ text }, at) => found.findIndex((other) => other.text === text) === at);
  const ordered = [...unique.filter(begins), ...unique.filter((one) => !begins(one))];
  return { suggestions: takeCounted(ordered, limit, countIn(catalogue, query, toWallMinutes(now))) };
}

/** Counts everywhere and in the area asked about; an area chosen anew takes the place of that one. */
function countIn(catalogue: Catalogue, { division, bbox }: SuggestQuery, now: number): Count {
  const { index } = catalogue;
  const area = division && resolveFilter({ division }, now, catalogue).facets['division'];
  return (filter, isArea) => {
    const whole = { ...filter, notEndedOn: dayOf(now) };
    const { total, inView } = index.totals(whole, bbox);
    if (!area || isArea) return { total, count: bbox ? inView : total };
    const inside = index.totals({ ...whole, facets: { ...whole.facets, division: area } }, bbox);
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

function toNamed(catalogue: Catalogue, { source, code, zh, en }: Name, lang: Lang): Uncounted {
  const facet = catalogue.facets[source];
  const index = facet.find(code);
  return {
    text: lang === 'en' ? en : zh,
    source,
    filter: { name: source, value: code },
    kind: null,
    counted: { facets: { [source]: index === undefined ? [] : [facet.rangeOf(index)] } },
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
    return [{ text, source, kind, filter: { name: ORGANISER_FILTER, value: String(ids[0]) }, counted }];
  });
}

/** A text that is looked for as it is. */
const toSought = (text: string, source: Suggestion['source'], kind: Suggestion['kind']): Uncounted => ({
  text,
  source,
  kind,
  filter: null,
  counted: { facets: {}, q: text },
});
