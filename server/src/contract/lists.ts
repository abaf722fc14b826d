// The closed lists of the contract. No zod here: browser, import and server read them alike.
export const LANGS = ['zh-CN', 'en'] as const;
export const MODES = ['offline', 'online', 'mixed'] as const;
export const STATUSES = [
  'scheduled',
  'moved_online',
  'postponed',
  'rescheduled',
  'full',
  'cancelled',
  'ended',
] as const;
export const PRICES = ['free', '1-50', '51-200', '201-800', '801-'] as const;
export const SEATS = ['many', 'few', 'none'] as const;
export const WHENS = ['now', 'today', 'tonight', 'tomorrow', 'weekend', 'week'] as const;
export const PARTS = ['morning', 'afternoon', 'evening'] as const;
/** Monday = 1 */
export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
export const SORTS = ['relevance', 'distance', 'soonest'] as const;
/** `unplaced` is `online` and `unlocated` together. */
export const SCOPES = ['all', 'view', 'elsewhere', 'unplaced', 'online', 'unlocated'] as const;
export const ENROL_METHODS = ['phone', 'walk_in', 'link', 'here'] as const;

export type Scope = (typeof SCOPES)[number];
export type Lang = (typeof LANGS)[number];
