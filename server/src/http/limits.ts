import { Recent } from './recent.ts';

/** Anonymous reads are limited by cost: many people share one address, so the bucket is deep. */
const BUCKET_SECONDS = 30;
const FEWEST_ADDRESSES = 20_000;

export interface CostLimit {
  /** True when the address may spend `cost` at `now` (ms, monotonic). */
  spend(address: string, cost: number, now: number): boolean;
}

/** Token buckets by address, refilled with `perSecond`, as deep as `seconds` of it; 0 limits nobody. IPv6 by /64. */
export function createCostLimit(perSecond: number, seconds = BUCKET_SECONDS): CostLimit {
  if (perSecond === 0) return { spend: () => true };
  const most = perSecond * seconds;
  const buckets = new Recent<{ left: number; at: number }>(FEWEST_ADDRESSES);
  return {
    spend(address, cost, now) {
      const key = networkOf(address);
      let bucket = buckets.get(key);
      if (!bucket) buckets.set(key, (bucket = { left: most, at: now }));
      bucket.left = Math.min(most, bucket.left + ((now - bucket.at) / 1000) * perSecond);
      bucket.at = now;
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
