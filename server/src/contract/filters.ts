import { z } from 'zod';
import type { FilterName, VIEW_WORDS } from './filter-table.ts';
import { KINDS } from './kinds.ts';
import { LANGS, MODES, PARTS, PRICES, SCOPES, SEATS, SORTS, STATUSES, WEEKDAYS, WHENS } from './lists.ts';
import { onWire } from './wire.ts';

/** Comma-separated values; order and repeats do not matter. */
function list<T extends z.ZodType<string, string>>(value: T, items: object, max = 50) {
  const schema = z
    .string()
    .transform((text) => [...new Set(text.split(',').map((part) => part.trim()))].filter((part) => part !== '').sort())
    .pipe(z.array(value).min(1, 'needs at least one value').max(max, `takes at most ${max} values`));
  return onWire(schema, { type: 'array', items, minItems: 1, maxItems: max });
}
const oneOf = <const T extends readonly string[]>(values: T) => list(z.enum(values), { type: 'string', enum: values });
const numbersOf = (count: number) => ({
  type: 'array' as const,
  items: { type: 'number' },
  minItems: count,
  maxItems: count,
});
const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be a code of the vocabulary');
const codes = () => list(code, { type: 'string', pattern: '^[a-z0-9][a-z0-9_-]{0,63}$' });
const decimal = z
  .string()
  .regex(/^-?\d{1,3}(\.\d{1,12})?$/, 'must be a number')
  .transform(Number);
const lng = decimal.pipe(z.number().min(-180).max(180));
const lat = decimal.pipe(z.number().min(-85.06).max(85.06));

function numbers(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}
const Point = onWire(
  z
    .string()
    .transform(numbers)
    .pipe(z.tuple([lng, lat]))
    .meta({ example: '120.15,30.28', description: 'longitude,latitude in WGS 84' }),
  numbersOf(2),
);
const Bbox = onWire(
  z
    .string()
    .transform(numbers)
    .pipe(z.tuple([lng, lat, lng, lat]))
    .refine(([west, south, east, north]) => west < east && south < north, 'must be west,south,east,north')
    .meta({ example: '119,29,122,31' }),
  numbersOf(4),
);
const metres = z
  .string()
  .regex(/^\d{1,6}$/, 'must be whole metres')
  .transform(Number)
  .pipe(z.number().min(1).max(500_000));
const Near = onWire(
  z
    .string()
    .transform(numbers)
    .pipe(z.tuple([lng, lat, metres]))
    .meta({ example: '120.15,30.28,3000', description: 'longitude,latitude,metres (1 to 500000)' }),
  numbersOf(3),
);
const Within = onWire(
  z
    .string()
    .max(8_000, 'takes at most 200 corners')
    .transform(numbers)
    .refine((parts) => parts.length % 2 === 0, 'needs longitude and latitude for every corner')
    .transform((parts) => Array.from({ length: parts.length / 2 }, (_, i) => [parts[2 * i], parts[2 * i + 1]]))
    .pipe(
      z
        .array(z.tuple([lng, lat]))
        .min(3, 'needs at least three corners')
        .max(200, 'takes at most 200 corners'),
    )
    .meta({ example: '120,30,120.2,30,120.2,30.2', description: 'corners of a polygon as longitude,latitude pairs' }),
  { type: 'array', items: { type: 'number' }, minItems: 6, maxItems: 400 },
);
const Day = z.iso.date('must be a day like 2026-11-28').meta({ example: '2026-11-28' });

/** What somebody types. */
export const Words = z.string().trim().min(1).max(200, 'takes at most 200 characters');

/** The same words on search, tiles, lists and exports. All combine by AND, values of one by OR. */
export const filterShape = {
  q: Words.optional().meta({ description: 'Free text; pinyin and initials work too' }),
  kind: oneOf(KINDS).optional(),
  topic: codes().optional().meta({ description: 'Topic codes, a topic includes its leaves' }),
  audience: codes().optional(),
  format: codes().optional(),
  mode: oneOf(MODES).optional(),
  price: oneOf(PRICES).optional().meta({ description: 'Yuan classes' }),
  from: Day.optional().meta({ description: 'First day with a session' }),
  to: Day.optional().meta({ description: 'Last day with a session; without from, sessions count from today on' }),
  when: z.enum(WHENS).optional().meta({ description: 'week: today and the six days after it' }),
  part: oneOf(PARTS)
    .optional()
    .meta({ description: 'Part of day a session starts in: before 12:00, before 17:30, later' }),
  weekday: list(z.enum(WEEKDAYS), { type: 'integer', minimum: 1, maximum: 7 })
    .optional()
    .meta({ description: 'Monday = 1' }),
  open: z
    .literal('now')
    .or(z.iso.datetime({ local: true, offset: false, precision: -1 }))
    .optional()
    .meta({ description: 'Places open now or at a wall time like 2026-11-28T10:00' }),
  status: oneOf(STATUSES).optional().meta({ description: 'Ended happenings are left out unless asked for' }),
  division: list(z.string().regex(/^\d{6}(\d{3})?$/, 'must be a 6 or 9 digit division code'), {
    type: 'string',
    pattern: '^\\d{6}(\\d{3})?$',
  }).optional(),
  institution: list(z.string().regex(/^[1-9]\d{0,15}$/, 'must be an institution id'), { type: 'integer', minimum: 1 })
    .optional()
    .meta({ description: 'Includes the institutions below it' }),
  seats: oneOf(SEATS).optional(),
  accessible: codes().optional().meta({ description: 'Accessibility facts of the place; all of them must hold' }),
  near: Near.optional(),
  within: Within.optional(),
  at: Point.optional().meta({ description: 'The spot of a stack of several things' }),
} satisfies Record<FilterName, z.ZodType>;
export const Filters = z.strictObject(filterShape);
export type Filters = z.output<typeof Filters>;
export type FilterInput = z.input<typeof Filters>;

/** How a list is cut and sorted; never on tiles. */
export const viewShape = {
  bbox: Bbox.optional(),
  scope: z.enum(SCOPES).optional().meta({
    description: 'Which part items and facets are of; unplaced: what is online and what is unlocated',
  }),
  sort: z.enum(SORTS).optional(),
  origin: Point.optional().meta({ description: 'Where distances are measured from' }),
  cursor: z.string().max(400).optional(),
  limit: onWire(
    z
      .string()
      .regex(/^\d{1,3}$/, 'must be a number from 1 to 100')
      .transform(Number)
      .pipe(z.int().min(1).max(100)),
    { type: 'integer', minimum: 1, maximum: 100 },
  ).optional(),
  lang: z.enum(LANGS).optional(),
} satisfies Record<keyof typeof VIEW_WORDS, z.ZodType>;
