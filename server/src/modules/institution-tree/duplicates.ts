import { setImmediate as nextTurn } from 'node:timers/promises';
import { distance } from '../../formats/crs.ts';
import { fold, likeness, partsOf, type NameParts } from './name-parts.ts';

/** What is known of an institution, or of one that is about to be made. */
export interface Likely {
  id: number;
  name: string;
  /** Aliases and earlier names. */
  otherNames: readonly string[];
  type: string;
  /** From its own division up: code and name. */
  divisions: readonly { code: string; name: string }[];
  phone: string | null;
  lngLat: readonly [number, number] | null;
}
export const REASONS = [
  ...(['name', 'other-name', 'core', 'like', 'phone', 'near', 'division', 'type'] as const),
  ...(['far', 'other-division', 'other-type', 'other-number', 'other-words', 'branch'] as const),
] as const;
export type Reason = (typeof REASONS)[number];

export interface Pair {
  a: number;
  b: number;
  /** 0 … 1; those below `LIKELY` are not told. */
  score: number;
  reasons: Reason[];
}

export const LIKELY = 0.6;
// Others wait while names are compared.
const AT_ONCE = 500;
const NEAR_M = 150;
const FAR_M = 3000;
const LEAST_LIKE = 0.5;
const WEIGHTS: Record<Reason, number> = {
  name: 0.6,
  'other-name': 0.55,
  core: 0.45,
  like: 0.8, // of what lies above LEAST_LIKE
  phone: 0.35,
  near: 0.2,
  division: 0.1,
  type: 0.05,
  far: -0.2,
  'other-division': -0.35,
  'other-type': -0.2,
  'other-number': -0.5,
  'other-words': -0.45,
  branch: -0.45,
};

/** With what is compared, worked out once. */
export interface Profile extends Likely {
  parts: NameParts;
  others: readonly string[];
  digits: string | null;
}

export function toProfile(likely: Likely): Profile {
  const names = likely.divisions.map(({ name }) => name);
  return {
    ...likely,
    parts: partsOf(likely.name, names),
    others: likely.otherNames.map(fold),
    digits: likely.phone?.replaceAll(/^\+86|\D/g, '').replace(/^0/, '') || null,
  };
}

export function comparePair(a: Profile, b: Profile): Pair {
  const found = new Map<Reason, number>();
  const note = (reason: Reason, share = 1) => found.set(reason, WEIGHTS[reason] * share);
  noteNames(a, b, note);
  if (a.digits !== null && a.digits === b.digits) note('phone');
  if (a.lngLat && b.lngLat) {
    const metres = distance([...a.lngLat], [...b.lngLat]);
    if (metres <= NEAR_M) note('near');
    else if (metres > FAR_M) note('far');
  }
  const [own, other] = [a.divisions[0]?.code, b.divisions[0]?.code];
  if (own !== undefined && other !== undefined) {
    const isWithin = a.divisions.some(({ code }) => code === other) || b.divisions.some(({ code }) => code === own);
    note(isWithin ? 'division' : 'other-division');
  }
  note(a.type === b.type ? 'type' : 'other-type');
  const sum = [...found.values()].reduce((total, weight) => total + weight, 0);
  const [first, second] = a.id < b.id ? [a.id, b.id] : [b.id, a.id];
  const score = Math.max(0, Math.min(1, Math.round(sum * 100) / 100));
  return { a: first, b: second, score, reasons: REASONS.filter((reason) => found.has(reason)) };
}

function noteNames(a: Profile, b: Profile, note: (reason: Reason, share?: number) => void): void {
  const [x, y] = [a.parts, b.parts];
  if (x.whole === y.whole) return note('name');
  if (a.others.includes(y.whole) || b.others.includes(x.whole)) return note('other-name');
  if (x.numbers !== y.numbers) note('other-number');
  if (x.isBranch !== y.isBranch) note('branch');
  if (x.core === y.core) return note('core');
  if (likeness(x.own, y.own) < LEAST_LIKE && !differByOne(x.core, y.core)) note('other-words');
  const alike = likeness(x.core, y.core);
  if (alike > LEAST_LIKE) note('like', alike - LEAST_LIKE);
}

/** One character typed wrong, left out or added, in a word long enough to tell. */
function differByOne(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 4 || long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  const rest = long.slice(at + 1);
  return rest === short.slice(at + 1) || rest === short.slice(at);
}

/** Pairs that may be one, the likeliest first, but for those that were said not to be. */
export async function findDuplicates(
  all: readonly Likely[],
  not: readonly { a: number; b: number }[] = [],
): Promise<Pair[]> {
  const said = new Set(not.map(({ a, b }) => `${a} ${b}`));
  const profiles = await toProfiles(all);
  let compared = 0;
  const found = new Map<string, Pair>();
  for (const block of blocksOf(profiles)) {
    for (const [at, a] of block.entries()) {
      for (const b of block.slice(at + 1)) {
        const key = a.id < b.id ? `${a.id} ${b.id}` : `${b.id} ${a.id}`;
        if (a.id === b.id || said.has(key) || found.has(key)) continue;
        const pair = comparePair(a, b);
        if (pair.score >= LIKELY) found.set(key, pair);
        if (++compared % AT_ONCE === 0) await nextTurn();
      }
    }
  }
  return [...found.values()].sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
}

/** For each draft the known ones it may be, likeliest first. */
export async function findLike(drafts: readonly Likely[], all: readonly Likely[]): Promise<Pair[][]> {
  const profiles = await toProfiles(all);
  const found: Pair[][] = [];
  for (const draft of drafts) {
    const own = toProfile(draft);
    const pairs = profiles.map((known) => ({ ...comparePair(own, known), a: own.id, b: known.id }));
    found.push(pairs.filter(({ score }) => score >= LIKELY).sort((x, y) => y.score - x.score || x.b - y.b));
    await nextTurn();
  }
  return found;
}

async function toProfiles(all: readonly Likely[]): Promise<Profile[]> {
  const profiles: Profile[] = [];
  for (const one of all) {
    profiles.push(toProfile(one));
    if (profiles.length % AT_ONCE === 0) await nextTurn();
  }
  return profiles;
}

/** Who shares a name, a number to call or a division: all others cannot reach the score. */
function blocksOf(profiles: readonly Profile[]): Iterable<Profile[]> {
  const blocks = new Map<string, Profile[]>();
  const put = (key: string, profile: Profile) => {
    const block = blocks.get(key);
    if (block) block.push(profile);
    else blocks.set(key, [profile]);
  };
  for (const profile of profiles) {
    for (const name of new Set([profile.parts.whole, ...profile.others])) put(`name ${name}`, profile);
    if (profile.digits) put(`phone ${profile.digits}`, profile);
    for (const { code } of profile.divisions) put(`core ${code} ${profile.parts.core}`, profile);
    const own = profile.divisions[0];
    if (own) put(`division ${own.code}`, profile);
  }
  return blocks.values();
}
