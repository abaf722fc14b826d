import type { Lang } from './lists.ts';

/** What server, browser and import have to know of a kind of thing; the rest is in its own folders. */
interface KindTraits {
  /** Folder of its addresses, of its API and of its modules: /activities/12 */
  folder: string;
  /** How many places one of it may have. */
  places: 'none' | 'one' | 'many';
  /** Can be attended or used: it has a price, and an institution counts it among what it offers. */
  isOffer: boolean;
  hasSeats: boolean;
  hasSessions: boolean;
  /** Vocabulary of its `type`; null where it has none. */
  typeVocabulary: string | null;
  names: Record<Lang, { one: string; many: string }>;
}

/** Every kind there is. Rings of the map and counts of clusters stand in this order. */
export const KIND_TRAITS = {
  institution: {
    folder: 'institutions',
    places: 'many',
    isOffer: false,
    hasSeats: false,
    hasSessions: false,
    typeVocabulary: 'institution_type',
    names: { 'zh-CN': { one: '机构', many: '机构' }, en: { one: 'Institution', many: 'Institutions' } },
  },
  activity: {
    folder: 'activities',
    places: 'one',
    isOffer: true,
    hasSeats: true,
    hasSessions: true,
    typeVocabulary: null,
    names: { 'zh-CN': { one: '活动', many: '活动' }, en: { one: 'Activity', many: 'Activities' } },
  },
  course: {
    folder: 'courses',
    places: 'many',
    isOffer: true,
    hasSeats: true,
    hasSessions: false,
    typeVocabulary: 'course_level',
    names: { 'zh-CN': { one: '课程', many: '课程' }, en: { one: 'Course', many: 'Courses' } },
  },
  resource: {
    folder: 'resources',
    places: 'none',
    isOffer: true,
    hasSeats: false,
    hasSessions: false,
    typeVocabulary: 'medium',
    names: {
      'zh-CN': { one: '在线资源', many: '在线资源' },
      en: { one: 'Online resource', many: 'Online resources' },
    },
  },
  credit_point: {
    folder: 'credit-points',
    places: 'one',
    isOffer: false,
    hasSeats: false,
    hasSessions: false,
    typeVocabulary: 'credit_tier',
    names: {
      'zh-CN': { one: '学分银行网点', many: '学分银行网点' },
      en: { one: 'Credit bank point', many: 'Credit bank points' },
    },
  },
} as const satisfies Record<string, KindTraits>;

export type Kind = keyof typeof KIND_TRAITS;
export const KINDS = Object.keys(KIND_TRAITS) as [Kind, ...Kind[]];

/** The kind that offers other things: filters, trees and cards know it as `institution`. */
export const ORGANISER = 'institution' satisfies Kind;

/** The one kind in sessions: a timetable knows its things by id alone. */
export const IN_SESSIONS = 'activity' satisfies Kind;

export function isKind(value: unknown): value is Kind {
  return KINDS.some((kind) => kind === value);
}

/** Asks a trait of any kind; by key the type would be that of one kind alone. */
export function traitsOf(kind: Kind): KindTraits {
  return KIND_TRAITS[kind];
}
