import type { Activity, Course, Kind, Provenance, Status } from '@zlm/server/contract';
import type { Favourite, Span } from './saved.ts';

/** What every kind of details has. */
export interface Thing {
  id: number;
  kind: Kind;
  title: string;
  provenance: Provenance;
}
/** What tells when something takes place. */
type Timed = Partial<Pick<Activity, 'sessions'> & Pick<Course, 'offerings'>>;
interface Placed {
  place?: { name: string } | null;
  places?: { name: string }[];
  institution?: { name: string } | null;
  status?: Status;
}
/** Sessions kept of a long series. */
const MOST_SPANS = 24;

/** What is kept of details; `now` an ISO time. */
export function toFavourite(thing: Thing, now: string): Favourite {
  const { place, places, institution, status } = thing as Thing & Placed;
  return {
    id: thing.id,
    kind: thing.kind,
    title: thing.title,
    lang: thing.provenance.lang,
    isDemo: thing.provenance.isDemo,
    where: place?.name ?? places?.[0]?.name ?? institution?.name ?? null,
    status: status ?? null,
    spans:
      spansOf(thing)
        ?.filter(({ endsAt }) => Date.parse(endsAt) > Date.parse(now))
        .slice(0, MOST_SPANS) ?? null,
    savedAt: now,
    readAt: now,
    isGone: false,
  };
}

function spansOf(thing: Thing): Span[] | null {
  const { sessions, offerings } = thing as Thing & Timed;
  if (sessions) return sessions.filter(({ isOn }) => isOn).map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
  const dated = (offerings ?? []).filter(({ startsOn }) => startsOn !== null);
  if (dated.length === 0) return null;
  return dated
    .map(({ startsOn, endsOn }) => ({
      startsAt: `${startsOn}T00:00:00+08:00`,
      endsAt: `${endsOn ?? '9999-12-31'}T23:59:59+08:00`,
    }))
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
}

export type Group = 'coming' | 'anytime' | 'past' | 'gone';
const OFF: readonly (Status | null)[] = ['cancelled', 'ended', 'postponed'];

/** The next session, running ones too; null when none is left. `now` in ms. */
export function nextSpan({ spans }: Favourite, now: number): Span | null {
  return spans?.find(({ endsAt }) => Date.parse(endsAt) > now) ?? null;
}

export function groupOf(favourite: Favourite, now: number): Group {
  if (favourite.isGone) return 'gone';
  if (favourite.spans === null) return 'anytime';
  return nextSpan(favourite, now) && !OFF.includes(favourite.status) ? 'coming' : 'past';
}

/** Coming ones by start, the others as saved, last first; empty groups are left out. */
export function groupFavourites(favourites: readonly Favourite[], now: number): { group: Group; list: Favourite[] }[] {
  const startOf = (one: Favourite) => Date.parse(nextSpan(one, now)?.startsAt ?? '');
  const groups = (['coming', 'anytime', 'past', 'gone'] as const).map((group) => {
    const list = favourites.filter((one) => groupOf(one, now) === group);
    if (group === 'coming') list.sort((a, b) => startOf(a) - startOf(b));
    else list.sort((a, b) => Date.parse(b.savedAt) - Date.parse(a.savedAt));
    return { group, list };
  });
  return groups.filter(({ list }) => list.length > 0);
}
