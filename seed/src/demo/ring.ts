import { Dice } from './dice.ts';

/** Picks by consistent hashing (Karger 1997): one member more or less changes only the picks next to it. */
export interface Ring<T> {
  pick(dice: Dice): T;
  /** The first member that fits from `at`, in [0, 1), on; null where none does. */
  find(at: number, fits: (member: T) => boolean): T | null;
}

function createRing<T extends { sourceId: string }>(seed: string, members: readonly T[]): Ring<T> {
  if (!members.length) throw new Error('a ring needs members');
  const seats = members.map((member) => ({ member, at: new Dice(seed, 'ring', member.sourceId).next() }));
  seats.sort((a, b) => a.at - b.at);
  const find = (at: number, fits: (member: T) => boolean) => {
    const from = firstFrom(seats, at);
    for (let step = 0; step < seats.length; step++) {
      const { member } = seats[(from + step) % seats.length]!;
      if (fits(member)) return member;
    }
    return null;
  };
  return { pick: (dice) => find(dice.next(), () => true)!, find };
}

/** The number of the first seat not before `at`. */
function firstFrom(seats: readonly { at: number }[], at: number): number {
  let low = 0;
  let high = seats.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (seats[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One ring for each group of members. */
export function createRings<K, T extends { sourceId: string }>(
  seed: string,
  members: readonly T[],
  groupOf: (member: T) => K,
): Map<K, Ring<T>> {
  const groups = new Map<K, T[]>();
  for (const member of members) {
    const key = groupOf(member);
    const group = groups.get(key);
    if (group) group.push(member);
    else groups.set(key, [member]);
  }
  return new Map(Array.from(groups, ([key, group]) => [key, createRing(seed, group)]));
}
