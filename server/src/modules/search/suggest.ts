import type { z } from 'zod';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import { dayOf } from '../../catalogue/wall-time.ts';
import type { Lang } from '../../contract/common.ts';
import { toWallMinutes } from '../../formats/shanghai-time.ts';
import { findNames, type Name } from './names.ts';
import type { Suggestion as SuggestionSchema, suggest as suggestEndpoint } from './schema.ts';

export type SuggestQuery = z.output<typeof suggestEndpoint.query>;
type Suggestion = z.output<typeof SuggestionSchema>;

const LIMIT = 10;
// Names lead, but leave room for what the texts say.
const NAME_SHARE = 0.6;

/** Completions of what has been typed: divisions, topics, then organisers, places and titles. */
export async function suggest(
  { live }: { live: LiveCatalogue },
  { q, limit = LIMIT }: SuggestQuery,
  { now, lang }: { now: Date; lang: Lang },
): Promise<{ suggestions: Suggestion[] }> {
  await live.current.text;
  const catalogue = live.current;
  const notEndedOn = dayOf(toWallMinutes(now));
  const names = await findNames(catalogue, q, Math.max(1, Math.floor(limit * NAME_SHARE)));
  const suggestions = [
    ...names.map((name) => nameSuggestion(catalogue, name, notEndedOn, lang)),
    ...textSuggestions(catalogue, q, 2 * limit, notEndedOn),
  ];
  const start = q.toLowerCase();
  const begins = ({ text }: Suggestion) => text.toLowerCase().startsWith(start);
  const unique = suggestions.filter(({ text }, at) => suggestions.findIndex((other) => other.text === text) === at);
  return { suggestions: [...unique.filter(begins), ...unique.filter((one) => !begins(one))].slice(0, limit) };
}

function nameSuggestion(
  catalogue: Catalogue,
  { source, code, zh, en }: Name,
  notEndedOn: number,
  lang: Lang,
): Suggestion {
  const facet = catalogue.facets[source];
  const index = facet.find(code);
  const facets = { [source]: index === undefined ? [] : [facet.rangeOf(index)] };
  return {
    text: lang === 'en' ? en : zh,
    source,
    count: catalogue.index.totals({ facets, notEndedOn }).total,
    filter: { name: source, value: code },
    kind: null,
  };
}

/** Topics come from the vocabulary alone, places by name and not by address; what finds only ended things is left out. */
function textSuggestions(catalogue: Catalogue, q: string, limit: number, notEndedOn: number): Suggestion[] {
  return catalogue.index
    .suggest(q, limit)
    .filter(({ source, text }) => source !== 'topic' && (source !== 'place' || catalogue.placeNames.has(text)))
    .map(({ text, source }) => ({
      text,
      source,
      count: catalogue.index.totals({ facets: {}, q: text, notEndedOn }).total,
      filter: null,
      kind: source === 'organiser' ? ('institution' as const) : null,
    }))
    .filter(({ count }) => count > 0);
}
