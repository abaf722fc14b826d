import type { FilterInput, Kind, Lang, SearchAnswer } from '@zlm/server/contract';

/** The contract's closed lists, repeated here so that zod stays out of the browser; `satisfies` keeps them true. */
export const KINDS = [
  'institution',
  'activity',
  'course',
  'resource',
  'credit_point',
] as const satisfies readonly Kind[];
export const WHENS = ['now', 'today', 'tonight', 'tomorrow', 'weekend', 'week'] as const satisfies readonly NonNullable<
  FilterInput['when']
>[];
export const PARTS = ['morning', 'afternoon', 'evening'] as const;
export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
export const MODES = ['offline', 'online', 'mixed'] as const;
export const PRICES = ['free', '1-50', '51-200', '201-800', '801-'] as const;
export const SEATS = ['many', 'few', 'none'] as const;
export const STATUSES = [
  'scheduled',
  'moved_online',
  'postponed',
  'rescheduled',
  'full',
  'cancelled',
  'ended',
] as const;
export const SCOPES = ['all', 'view', 'elsewhere', 'unplaced'] as const;
export const SORTS = ['relevance', 'distance', 'soonest'] as const satisfies readonly SearchAnswer['sort'][];
export const LANGS = ['zh-CN', 'en'] as const satisfies readonly Lang[];

export type Scope = (typeof SCOPES)[number];
export type Sort = (typeof SORTS)[number];
export type FilterName = keyof FilterInput;
