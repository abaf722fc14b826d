import { networkOf } from './address.ts';
import { Recent } from './recent.ts';

/** Anonymous reads are limited by cost: many people share one address, so the bucket is deep. */
const BUCKET_SECONDS = 30;
const FEWEST_ADDRESSES = 20_000;

export interface CostLimit {
  /** True when the address may spend `cost` at `now` (ms, monotonic). */
  spend(address: string, cost: number, now: number): boolean;
  /** Takes what an answer turned out to cost, into debt where it must: at most as deep as the bucket. */
  charge(address: string, cost: number, now: number): void;
  /** Whole seconds until the address may spend `cost`, at least one. */
  waitFor(address: string, cost: number, now: number): number;
}

/** Token buckets by address, refilled with `perSecond`, as deep as `seconds` of it; 0 limits nobody. IPv6 by /64. */
export function createCostLimit(perSecond: number, seconds = BUCKET_SECONDS): CostLimit {
  if (perSecond === 0) return { spend: () => true, charge: () => undefined, waitFor: () => 1 };
  const most = perSecond * seconds;
  const buckets = new Recent<{ left: number; at: number }>(FEWEST_ADDRESSES);

  function bucketOf(address: string, now: number) {
    const key = networkOf(address);
    let bucket = buckets.get(key);
    if (!bucket) buckets.set(key, (bucket = { left: most, at: now }));
    bucket.left = Math.min(most, bucket.left + (Math.max(0, now - bucket.at) / 1000) * perSecond);
    bucket.at = Math.max(now, bucket.at);
    return bucket;
  }

  return {
    spend(address, cost, now) {
      const bucket = bucketOf(address, now);
      if (bucket.left < cost) return false;
      bucket.left -= cost;
      return true;
    },
    charge(address, cost, now) {
      const bucket = bucketOf(address, now);
      bucket.left = Math.max(-most, bucket.left - cost);
    },
    waitFor(address, cost, now) {
      return Math.max(1, Math.ceil((cost - bucketOf(address, now).left) / perSecond));
    },
  };
}
