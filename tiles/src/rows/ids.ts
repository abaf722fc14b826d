import { radixOrder } from '../grid/morton.ts';

type Ids = Uint32Array | Float64Array;

/** The columns of a base that tell whose a row is. */
interface IdColumns {
  count: number;
  id: Ids;
  place: Ids;
  byId: Uint32Array;
}

/** Rows by ascending id. */
export function orderById(id: Ids): Uint32Array {
  const [high, low] = [new Uint32Array(id.length), new Uint32Array(id.length)];
  for (let row = 0; row < id.length; row++) {
    high[row] = id[row]! / 2 ** 32;
    low[row] = id[row]! % 2 ** 32;
  }
  return radixOrder(high, low);
}

/** Throws when an id comes twice at one place. */
export function checkIds({ id, place, byId, count }: IdColumns): void {
  for (let from = 0, to = 1; from < count; from = to++) {
    const own = id[byId[from]!]!;
    while (to < count && id[byId[to]!] === own) to++;
    if (to - from > 1)
      checkPlaces(
        own,
        Array.from(byId.subarray(from, to), (row) => place[row]!),
      );
  }
}

/** Throws when two places are the same. */
export function checkPlaces(id: number, places: readonly number[]): void {
  if (new Set(places).size < places.length) throw new RangeError(`row ${id} comes twice at one place`);
}

/** The rows of an id, dead ones too. */
export function rowsOfId({ id, byId, count }: Omit<IdColumns, 'place'>, wanted: number): Uint32Array {
  let [from, end] = [0, count];
  while (from < end) {
    const middle = (from + end) >>> 1;
    if (id[byId[middle]!]! < wanted) from = middle + 1;
    else end = middle;
  }
  let to = from;
  while (to < count && id[byId[to]!] === wanted) to++;
  return byId.subarray(from, to);
}
