import type { PinKind } from './form.ts';
import type { Lang } from './lists.ts';

interface Days {
  /** Its author is asked. */
  ageing: number;
  /** Shown as such, and after others as relevant. */
  stale: number;
  /** Leaves the public; null = never by itself. */
  hides: number | null;
}

/** How long what somebody confirmed is good for, in days since; why these: docs/adr/0035. */
export const FRESH_DAYS = {
  // What it offers must not go with it: it is closed in the tree.
  institution: { ageing: 270, stale: 365, hides: null },
  activity: { ageing: 61, stale: 122, hides: 183 },
  course: { ageing: 120, stale: 183, hides: 365 },
  resource: { ageing: 183, stale: 365, hides: 730 },
  credit_point: { ageing: 120, stale: 183, hides: 365 },
  place: { ageing: 270, stale: 365, hides: null },
} as const satisfies Record<PinKind, Days>;

export const FRESHNESS = ['fresh', 'ageing', 'stale', 'unconfirmed'] as const;
export type Freshness = (typeof FRESHNESS)[number];

const DAY_MS = 86_400_000;
const toMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const daysOf = (kind: PinKind): Days => FRESH_DAYS[kind];

/** Days like 2026-11-30; `days` since it was confirmed, null = it never was. */
export function freshnessOf(
  kind: PinKind,
  confirmedOn: string | null,
  today: string,
): { state: Freshness; days: number | null } {
  if (confirmedOn === null) return { state: 'unconfirmed', days: null };
  const days = Math.round((toMs(today) - toMs(confirmedOn)) / DAY_MS);
  const { ageing, stale } = daysOf(kind);
  return { state: days >= stale ? 'stale' : days >= ageing ? 'ageing' : 'fresh', days };
}

/** The first day on which the public no longer sees it; null = it stays. */
export function hidesOn(kind: PinKind, confirmedOn: string | null, madeOn: string): string | null {
  const { hides } = daysOf(kind);
  return hides === null ? null : new Date(toMs(confirmedOn ?? madeOn) + hides * DAY_MS).toISOString().slice(0, 10);
}

const MONTH = 30.4;

/** 4 个月没有确认, Not confirmed for a year: told of what is stale, without a date to reckon from. */
export function sayStale(days: number, lang: Lang): string {
  const months = Math.floor(days / MONTH);
  const years = Math.floor(months / 12);
  if (lang === 'en') return `Not confirmed for ${sayEnglish(months, years)}`;
  return `${sayChinese(months, years)}没有确认`;
}
function sayChinese(months: number, years: number): string {
  if (years > 0) return years === 1 ? '一年' : `${years} 年`;
  return months === 6 ? '半年' : `${months} 个月`;
}
function sayEnglish(months: number, years: number): string {
  if (years > 0) return years === 1 ? 'a year' : `${years} years`;
  return months === 6 ? 'half a year' : `${months} months`;
}

/** By whom a record was confirmed, where that is one of ours and no name. */
const CONFIRMERS: Readonly<Record<string, Record<Lang, string>>> = {
  organiser: { 'zh-CN': '主办方', en: 'the organiser' },
  reviewer: { 'zh-CN': '审核员', en: 'a moderator' },
};
export const sayConfirmer = (by: string, lang: Lang): string =>
  Object.hasOwn(CONFIRMERS, by) ? CONFIRMERS[by]![lang] : by;
