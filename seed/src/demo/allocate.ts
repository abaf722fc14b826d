/** Shares `total` out by weight with largest remainders; every part gets at least `least`. */
export function allocate(total: number, weights: readonly number[], least = 0): number[] {
  const spare = total - least * weights.length;
  if (spare < 0) throw new Error(`${total} cannot give ${least} to each of ${weights.length}`);
  const sum = weights.reduce((whole, weight) => whole + weight, 0);
  if (sum <= 0) throw new Error('no weight to share out by');
  const quotas = weights.map((weight) => (weight / sum) * spare);
  const counts = quotas.map((quota) => Math.floor(quota));
  const left = spare - counts.reduce((whole, count) => whole + count, 0);
  const byRemainder = quotas.map((quota, at) => ({ at, remainder: quota - Math.floor(quota) }));
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  for (const { at } of byRemainder.slice(0, left)) counts[at]!++;
  return counts.map((count) => count + least);
}
