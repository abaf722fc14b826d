/** Numbers in [0, 1) that a seed repeats: mulberry32 by Tommy Ettinger, public domain. */
export function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Standard normal numbers (Box and Muller). */
export function normals(random) {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Picks positions of `weights` as often as they weigh. */
export function picker(random, weights) {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  weights.forEach((weight, at) => (sums[at] = sum += weight));
  return () => {
    const wanted = random() * sum;
    let [from, to] = [0, sums.length - 1];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (sums[middle] > wanted) to = middle;
      else from = middle + 1;
    }
    return from;
  };
}

export const pickOf = (random, list) => list[Math.floor(random() * list.length)];

/** The positions 0 to count - 1 in random order. */
export function shuffled(random, count) {
  const order = Uint32Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}
