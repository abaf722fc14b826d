import { z } from 'zod';
import { daysFilter, KIND_FILTER, withoutFilters } from '../../contract/filter-table.ts';
import { filterShape, viewShape, type Filters } from '../../contract/filters.ts';
import { traitsOf, type Kind } from '../../contract/kinds.ts';
import type { Lang } from '../../contract/lists.ts';
import { toDay } from '../../formats/shanghai-time.ts';
import { check, readQuery } from '../../http/query.ts';
import { Invalid } from '../../errors.ts';

export const MOST_ITEMS = 1_000;
const FEW_ITEMS = 10;
/** Before any session. */
const LONG_AGO = '2000-01-01';
const FAR_AHEAD = '2099-12-31';

const ownFilters = withoutFilters(filterShape, [KIND_FILTER]);
/** What an address of items may say beside the filters. */
const shape = z.strictObject({
  ...ownFilters,
  bbox: viewShape.bbox,
  datetime: z.string().max(80).optional(),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,6}$/, 'must be a number from 1 to 1000')
    .transform((text) => Math.min(MOST_ITEMS, Number(text)))
    .optional(),
  after: z
    .string()
    .regex(/^\d{1,15}(-\d{1,15})?$/, 'is not a cursor of this list')
    .optional(),
  f: z.enum(['json', 'html']).optional(),
  lang: viewShape.lang,
});
export const ITEM_FILTERS = Object.keys(ownFilters);

export interface AskedItems {
  filters: Filters;
  bbox: [number, number, number, number] | undefined;
  limit: number;
  /** The feature before. */
  after: string | undefined;
}

/** Throws Invalid, also where the standard lets names be unknown. */
export function readItemsQuery(kind: Kind, search: string, lang: Lang): AskedItems {
  const { bbox: box, ...rest } = readQuery(search);
  const asked = check(shape, { ...rest, ...(box !== undefined && { bbox: plainBox(box) }) }, 'query', lang);
  const { bbox, datetime, limit = FEW_ITEMS, after, f: _f, lang: _lang, ...filters } = asked;
  // Where a thing has no dates, every date is its own.
  const days = datetime === undefined || !traitsOf(kind).hasSessions ? {} : readDatetime(datetime);
  return { filters: { ...filters, ...days, [KIND_FILTER]: [kind] }, bbox, limit, after };
}

/** As programs write it: with all digits there are, perhaps with heights, perhaps beyond the map. */
function plainBox(text: string): string {
  const numbers = text.split(',').map(Number);
  const flat = numbers.length === 6 ? [0, 1, 3, 4].map((at) => numbers[at]!) : numbers;
  if (flat.length !== 4 || flat.some((number) => !Number.isFinite(number))) return text;
  const most = [180, 85, 180, 85];
  return flat.map((number, at) => String(Number(Math.max(-most[at]!, Math.min(most[at]!, number)).toFixed(9)))).join();
}

/** An instant or an interval of RFC 3339, open at either end, as the days in Shanghai that it touches. */
function readDatetime(text: string) {
  const [from = '', to = from, ...more] = text.split('/');
  const first = readDay(from) ?? LONG_AGO;
  const last = readDay(to) ?? FAR_AHEAD;
  if (more.length > 0 || first > last || (from === '..' && to === '..' && !text.includes('/'))) throw badDatetime();
  return daysFilter(first, last);
}

function readDay(text: string): string | null {
  if (text === '' || text === '..') return null;
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  if (/^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)$/i.test(text) && !Number.isNaN(Date.parse(text)))
    return toDay(new Date(text));
  throw badDatetime();
}

const badDatetime = () => new Invalid([{ in: 'query', field: 'datetime', message: 'must be a time or an interval' }]);
