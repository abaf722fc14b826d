import { z } from 'zod';
import { endpoint } from '../../contract/endpoint.ts';
import {
  AREA_FILTER,
  FILTER_NAMES,
  filtersWhere,
  type FilterName,
  type FilterWhere,
} from '../../contract/filter-table.ts';
import { filterShape, viewShape, Words } from '../../contract/filters.ts';

type Unsaid = FilterWhere<{ isUnsaid: true }>;
const UNSAID: readonly FilterName[] = filtersWhere({ isUnsaid: true });
const READ_NAMES = FILTER_NAMES.filter((name): name is Exclude<FilterName, Unsaid> => !UNSAID.includes(name));

export const Understanding = z
  .object({
    q: z.string().meta({ description: 'What stays as words; read again it means nothing else' }),
    filters: z.partialRecord(z.enum(READ_NAMES), z.string()).meta({ description: 'As the search takes them' }),
    parts: z.array(
      z.object({
        text: z.string(),
        at: z.int().meta({ description: 'Where it stands in q, in UTF-16 units' }),
        name: z.enum([...READ_NAMES, ...filtersWhere({ type: 'circle' })]),
        value: z.string().meta({ description: 'Empty for near: only the device knows where it is' }),
        label: z.string(),
        isFormer: z.boolean().meta({ description: 'The text is what a division was called before: 下城区' }),
        others: z
          .array(z.object({ value: z.string(), label: z.string() }))
          .meta({ description: 'Divisions of the same name' }),
      }),
    ),
    dropped: z.array(z.string()).meta({ description: 'Words left out because nothing is lost with them' }),
    near: z.boolean().meta({ description: 'Somebody means around where they are' }),
  })
  .meta({ id: 'Understanding' });
export type Understanding = z.infer<typeof Understanding>;

export const understand = endpoint({
  id: 'understand',
  method: 'GET',
  path: '/api/understand',
  summary: 'Typed words as filters: places, topics, audiences, prices, times; what stays are words',
  access: 'public',
  query: z.strictObject({
    q: Words,
    [AREA_FILTER]: filterShape[AREA_FILTER].meta({
      description: 'The area chosen now: of two places of one name that in it is meant',
    }),
    lang: viewShape.lang,
  }),
  response: Understanding,
});
