import { setTimeout as rest } from 'node:timers/promises';
import type { RecordSources } from '../open-data/rows.ts';
import { add, digestOf, leafOf, subtract, toHex } from './digest.ts';
import { readFeed, type FeedCursor, type FeedItem } from './feed.ts';

const LEAVES = 256 * 256;

export interface Counted {
  count: number;
  sum: string;
}
interface Kept {
  leaf: number;
  digest: bigint;
}

/** Sums of what the feed told, kept by reading the feed as anybody else does. */
export class FeedBuckets {
  readonly #sources: RecordSources;
  readonly #kept = new Map<number, Kept>();
  readonly #leaves: (Set<number> | undefined)[] = Array.from({ length: LEAVES });
  readonly #sums: bigint[] = Array.from({ length: LEAVES }, () => 0n);
  #cursor: FeedCursor | null = null;
  #reading: Promise<void> | null = null;
  #isWhole = false;

  constructor(sources: RecordSources) {
    this.#sources = sources;
  }

  /** Whether it knows all that was there when it was asked; while it reads for the first time, that takes minutes. */
  async catchUp(longestMs: number): Promise<boolean> {
    const reading = (this.#reading ??= this.#read().finally(() => (this.#reading = null)));
    const isDone = reading.then(() => true);
    isDone.catch(() => undefined);
    return Promise.race([isDone, rest(longestMs, false, { ref: false })]);
  }

  /** By bucket; within one by leaf. */
  list(bucket?: number): Record<string, Counted> {
    const all: Record<string, Counted> = {};
    for (let n = 0; n < 256; n++) {
      const leaves = bucket === undefined ? { first: n * 256, end: (n + 1) * 256 } : leafRange(bucket * 256 + n);
      const { count, sum } = this.#count(leaves.first, leaves.end);
      if (count > 0) all[n.toString(16).padStart(2, '0')] = { count, sum: toHex(sum) };
    }
    return all;
  }

  /** What is in a leaf, by id. */
  rows(leaf: number): { id: number; digest: string }[] {
    const ids = [...(this.#leaves[leaf] ?? [])].sort((a, b) => a - b);
    return ids.map((id) => ({ id, digest: toHex(this.#kept.get(id)!.digest) }));
  }

  get isWhole(): boolean {
    return this.#isWhole;
  }

  #count(first: number, end: number): { count: number; sum: bigint } {
    let [count, sum] = [0, 0n];
    for (let leaf = first; leaf < end; leaf++) {
      count += this.#leaves[leaf]?.size ?? 0;
      sum = add(sum, this.#sums[leaf]!);
    }
    return { count, sum };
  }

  async #read(): Promise<void> {
    for (;;) {
      const began = performance.now();
      const before = this.#cursor;
      const { items, next } = await readFeed(this.#sources, before);
      const isAnew = before !== null && JSON.stringify(next.since) !== JSON.stringify(before.since);
      if (isAnew) this.#forgetAll();
      for (const item of items) this.#take(item);
      this.#cursor = next;
      if (items.length === 0 && before && !isAnew && next.modified === before.modified && next.id === before.id) break;
      // Whoever looks at the map goes first.
      if (!this.#isWhole) await rest((performance.now() - began) / 2);
    }
    this.#isWhole = true;
  }

  #take({ id, data }: FeedItem): void {
    this.#drop(id);
    if (!data) return;
    const kept = { leaf: leafOf(id), digest: digestOf(data) };
    this.#kept.set(id, kept);
    (this.#leaves[kept.leaf] ??= new Set()).add(id);
    this.#sums[kept.leaf] = add(this.#sums[kept.leaf]!, kept.digest);
  }

  #drop(id: number): void {
    const kept = this.#kept.get(id);
    if (!kept) return;
    this.#kept.delete(id);
    this.#leaves[kept.leaf]!.delete(id);
    this.#sums[kept.leaf] = subtract(this.#sums[kept.leaf]!, kept.digest);
  }

  #forgetAll(): void {
    for (const id of [...this.#kept.keys()]) this.#drop(id);
    this.#isWhole = false;
  }
}

const leafRange = (leaf: number) => ({ first: leaf, end: leaf + 1 });
