import type { Lists } from '../input/columns.ts';

type Values = Uint8Array | Uint16Array | Uint32Array;

/** The distinct lists of values that rows have: few, however many rows. */
export interface ValueSets {
  /** Number of the set of each row, as given. */
  codes: Uint32Array;
  sets: Lists<Uint32Array>;
}

// Pairs of values looked up in a table of at most this length.
const LONGEST_TABLE = 1 << 22;

/** Numbers the distinct lists in the order they come. */
export function numberSets({ starts, values }: Lists<Values>, rowCount: number, valueCount: number): ValueSets {
  const codes = new Uint32Array(rowCount);
  const found: number[][] = [];
  const side = valueCount + 1;
  const pairs = side * side <= LONGEST_TABLE ? new Uint32Array(side * side) : null;
  const others = new Map<string, number>();
  const add = (from: number, to: number): number => found.push(Array.from(values.subarray(from, to)));
  for (let row = 0; row < rowCount; row++) {
    const from = starts[row]!;
    const to = starts[row + 1]!;
    if (pairs && to - from <= 2) {
      // One more than the value, 0 for none; in the table one more than the number.
      const first = from < to ? values[from]! + 1 : 0;
      const pair = (to - from === 2 ? values[from + 1]! + 1 : 0) * side + first;
      codes[row] = (pairs[pair] ||= add(from, to)) - 1;
      continue;
    }
    const key = values.subarray(from, to).join();
    let number = others.get(key);
    if (number === undefined) others.set(key, (number = add(from, to)));
    codes[row] = number - 1;
  }
  return { codes, sets: toLists(found) };
}

function toLists(found: readonly number[][]): Lists<Uint32Array> {
  const starts = new Uint32Array(found.length + 1);
  found.forEach(({ length }, at) => (starts[at + 1] = starts[at]! + length));
  return { starts, values: Uint32Array.from(found.flat()) };
}
