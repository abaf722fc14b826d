/** The first index whose key is not below `key`. */
export function lowerBound<Key extends number | string>(keys: ArrayLike<Key>, key: Key): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
