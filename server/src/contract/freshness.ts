import type { PinKind } from './form.ts';

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
  activity: { ageing: 60, stale: 120, hides: 180 },
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
