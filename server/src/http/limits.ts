/** Anonymous reads are limited by cost: many people share one address, so the bucket is deep. */
export const BUCKET = 3_000;
export const REFILL_PER_SECOND = 100;
const MOST_ADDRESSES = 20_000;

export interface CostLimit {
  /** True when the address may spend `cost` at `now` (ms, monotonic). */
  spend(address: string, cost: number, now: number): boolean;
}

/** Token buckets by address; IPv6 by /64. */
export function createCostLimit(): CostLimit {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    spend(address, cost, now) {
      const key = networkOf(address);
      const bucket = buckets.get(key) ?? { left: BUCKET, at: now };
      bucket.left = Math.min(BUCKET, bucket.left + ((now - bucket.at) / 1000) * REFILL_PER_SECOND);
      bucket.at = now;
      buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > MOST_ADDRESSES) buckets.delete(buckets.keys().next().value!);
      if (bucket.left < cost) return false;
      bucket.left -= cost;
      return true;
    },
  };
}

/** IPv6 by /64: who has one has them all. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':');
  if (tail !== undefined) while (groups.length < 4) groups.push('0');
  return groups.slice(0, 4).join(':');
}
