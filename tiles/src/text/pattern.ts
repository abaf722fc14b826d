import { HAN, KINDS } from './normalise.ts';

/** The characters that may stand at one position of a pattern. */
export interface Slot {
  /** The code unit itself for a single character, above 65535 for a set. */
  id: number;
  chars: readonly number[];
  /** Null for a single character. */
  set: Pick<ReadonlySet<number>, 'has'> | null;
}

/** Any character of a script without spaces; `chars` does not list them. */
export const ANY: Slot = { id: 65536, chars: [], set: { has: (unit) => KINDS[unit] === HAN } };

/** Positions that must follow one another without a gap. */
export type Pattern = readonly Slot[];

export function slotOf(unit: number): Slot {
  return { id: unit, chars: [unit], set: null };
}

export function patternOf(text: string): Pattern {
  return Array.from({ length: text.length }, (_, i) => slotOf(text.charCodeAt(i)));
}

/** The code units of a pattern of single characters, null when it has sets. */
export function unitsOf(pattern: Pattern): Uint16Array | null {
  return pattern.every(({ set }) => set === null) ? Uint16Array.from(pattern, ({ id }) => id) : null;
}

/** The first place in units[from..end) where the pattern stands, -1 for none; `single` are its `unitsOf`. */
export function findIn(
  units: Uint16Array,
  [from, end]: readonly [number, number],
  pattern: Pattern,
  single: Uint16Array | null,
): number {
  const last = end - pattern.length;
  if (!single) {
    for (let at = from; at <= last; at++) if (standsAt(pattern, units, at)) return at;
    return -1;
  }
  const first = single[0]!;
  for (let at = from; at <= last; at++) {
    if (units[at] !== first) continue;
    let j = 1;
    while (j < single.length && units[at + j] === single[j]) j++;
    if (j === single.length) return at;
  }
  return -1;
}

export function accepts(slot: Slot, unit: number): boolean {
  return slot.set === null ? slot.id === unit : slot.set.has(unit);
}

/** Whether the pattern stands at `at` in `units`; the caller keeps it inside. */
export function standsAt(pattern: Pattern, units: Uint16Array, at: number): boolean {
  for (let j = 0; j < pattern.length; j++) if (!accepts(pattern[j]!, units[at + j]!)) return false;
  return true;
}
