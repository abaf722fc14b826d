import { z } from 'zod';
import { Card, DateTime, Kind, StateId } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { AREA_FILTER, filtersWhere, TOPIC_FILTER } from '../../contract/filter-table.ts';
import { filterShape, viewShape } from '../../contract/filters.ts';

export const FacetCounts = z.record(z.string(), z.record(z.string(), z.int())).meta({
  id: 'FacetCounts',
  description:
    'Per facet: how many would match with this value, all other filters kept. Division: cities, and the children of what is chosen',
});

const share = z.number();
const WordWhy = z.object({
  word: z.string(),
  via: z.string().meta({ description: 'How the word was read: exact, short, pinyin, initials, homophone or typo' }),
  idf: z.number().meta({ description: 'ln(1 + things / things with the word)' }),
  fields: z
    .partialRecord(z.enum(['title', 'topic', 'organiser', 'place', 'description']), z.number())
    .meta({ description: 'Weight per field, its bonuses included; their sum times idf is what the word gives' }),
});
export const Why = z
  .object({
    relevance: z.number().meta({ description: 'The sum of the shares; the list is ordered by it' }),
    shares: z.object({ text: share, distance: share, soonest: share, seats: share, freshness: share }),
    text: z.object({
      via: z.string(),
      dropped: z.array(z.string()),
      score: z.number().meta({ description: 'Of the words and the bonus; its share of the best one is shares.text' }),
      words: z.array(WordWhy),
      phraseBonus: z.number().meta({ description: 'For the words in a row in the title' }),
    }),
  })
  .meta({ id: 'Why', description: 'Why an item ranks where it does by relevance' });

export const SearchItem = Card.extend({
  why: Why.nullable().meta({ description: 'Of the first 20 items, when asked for with explain=1 and words' }),
}).meta({ id: 'SearchItem' });
export type SearchItem = z.infer<typeof SearchItem>;

const GuessedFilter = z.object({ name: z.enum([TOPIC_FILTER]), value: z.string() });

export const SearchAnswer = z
  .object({
    total: z.int().meta({ description: 'inView + elsewhere + online + unlocated' }),
    inView: z.int(),
    elsewhere: z.int(),
    unplaced: z.int().meta({ description: 'On no map: online + unlocated' }),
    online: z.int().meta({ description: 'On no map and held online, at least in part' }),
    unlocated: z.int().meta({ description: 'On no map and not online: its position is not known' }),
    items: z.array(SearchItem),
    facets: FacetCounts,
    nextCursor: z.string().nullable(),
    version: StateId.meta({
      description: 'State of the catalogue this answer was taken from; continue from it with /api/changes?since=',
    }),
    asOf: DateTime.meta({ description: 'The time words like now and today were taken at' }),
    sort: z.enum(['relevance', 'distance', 'soonest']),
    via: z.string().nullable().meta({
      description: 'How q was found: exact, short, pinyin, initials, homophone, typo, relaxed, none; null without q',
    }),
    dropped: z.array(z.string()).meta({ description: 'Words left out because nothing matches all of them' }),
    absent: z.array(z.string()).meta({ description: 'Words that nothing has, because of which nothing is found' }),
    guesses: z
      .array(z.object({ text: z.string(), filter: GuessedFilter.nullable(), count: z.int() }))
      .meta({ description: 'What may be meant by them: words, or the topic they are near to as a filter' }),
    degraded: z.array(z.string()).meta({
      description:
        'Parts served in a reduced way; search: the order is that of the built-in search; items: the database does not answer, so none are here and the counts are of countedAt; ask again shortly',
    }),
    countedAt: DateTime.nullable().meta({
      description: 'With degraded items: when the counts were last known to be current; else null, they are',
    }),
  })
  .meta({ id: 'SearchAnswer' });
export type SearchAnswer = z.infer<typeof SearchAnswer>;

export const search = endpoint({
  id: 'search',
  method: 'GET',
  path: '/api/search',
  summary: 'Everything that matches: exact totals, one page of items, disjunctive facet counts',
  access: 'public',
  query: z.strictObject({
    ...filterShape,
    ...viewShape,
    explain: z.literal('1').optional().meta({ description: '1: items say why they rank where they do' }),
  }),
  response: SearchAnswer,
});

export const MatchIds = z
  .object({
    total: z.int().meta({ description: 'As the total of a search: a thing counts once at each of its places' }),
    ids: z.array(z.int()).nullable().meta({ description: 'Everything that matches, ascending; null above 5000' }),
    asOf: DateTime,
  })
  .meta({ id: 'MatchIds' });
export type MatchIds = z.infer<typeof MatchIds>;

export const searchIds = endpoint({
  id: 'searchIds',
  method: 'GET',
  path: '/api/search/ids',
  summary: 'The ids of everything that matches, to tell later what is new',
  access: 'public',
  query: z.strictObject(filterShape),
  response: MatchIds,
});

export const Suggestion = z
  .object({
    text: z.string(),
    source: z.enum(['topic', 'organiser', 'place', 'title', 'division']),
    count: z.int().meta({ description: 'In the division and bbox asked about' }),
    total: z.int().meta({ description: 'Everywhere' }),
    filter: z
      .object({ name: z.enum(filtersWhere({ isSuggested: true })), value: z.string() })
      .nullable()
      .meta({ description: 'The filter it stands for; null: its text is searched for' }),
    kind: Kind.nullable(),
    area: z.string().nullable().meta({ description: 'The county of the nearest thing of this name, in words' }),
  })
  .meta({ id: 'Suggestion' });

export const SuggestedReading = z
  .object({
    labels: z.array(z.string()).meta({ description: 'What the words mean, one label for each' }),
    q: z.string().meta({ description: 'What stays as words' }),
    count: z.int().meta({ description: 'In the bbox asked about' }),
    total: z.int().meta({ description: 'Everywhere; of near only what its other words find' }),
  })
  .meta({ id: 'SuggestedReading', description: 'The typed words as filters, where they are more than one' });

export const suggest = endpoint({
  id: 'suggest',
  method: 'GET',
  path: '/api/suggest',
  summary: 'Completions while typing: topics, divisions, institutions, places, titles',
  access: 'public',
  query: z.strictObject({
    q: z.string().trim().min(1).max(60, 'takes at most 60 characters'),
    [AREA_FILTER]: filterShape[AREA_FILTER].meta({ description: 'Counts are of this area' }),
    bbox: viewShape.bbox.meta({ description: 'Counts are of this part of the map' }),
    lang: viewShape.lang,
    limit: viewShape.limit,
  }),
  response: z.object({ reading: SuggestedReading.nullable(), suggestions: z.array(Suggestion) }),
});
