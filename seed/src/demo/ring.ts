import { Dice } from './dice.ts';

/** Picks by consistent hashing (Karger 1997): one member more or less changes only the picks next to it. */
export interface Ring<T> {
  pick(dice: Dice): T;
}

function createRing<T extends { sourceId: string }>(seed: string, members: readonly T[]): Ring<T> {
  if (!members.length) throw new Error('a ring needs members');
  const seats = members.map((member) => ({ member, at: new Dice(seed, 'ring', member.sourceId).next() }));
  seats.sort((a, b) => a.at - b.at);
  return {
    pick(dice) {
      const at = dice.next();
      return (seats.find((seat) => seat.at >= at) ?? seats[0]!).member;
    },
  };
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
