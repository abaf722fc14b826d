import { createHash } from 'node:crypto';
import type { Hit } from '@zlm/tiles';

const HASH_LENGTH = 8;
/** A hash and up to 1,000 bits. */
const MARK = /^[\w-]{8,176}$/;
const MOST_KEPT = 256;

/** Names a row among all rows. */
export const keyOf = ({ id, place }: Pick<Hit, 'id' | 'place'>): string => `${id}-${place}`;

export const isMark = (text: string): boolean => MARK.test(text);

/**
 * Tells which rows of a head were shown, in a text that goes out with a page and comes back for the next: one bit for
 * each row of the head in the order of its keys, whatever order it was shown in. A head that an edit changed in between
 * is known again as long as this process remembers the old one; else its bits are taken for those of the new head.
 */
export class ShownMarks {
  readonly #heads = new Map<string, readonly string[]>();

  write(head: readonly string[], shown: ReadonlySet<string>): string {
    const keys = head.toSorted();
    const bits = Buffer.alloc(Math.ceil(keys.length / 8));
    for (const [at, key] of keys.entries()) if (shown.has(key)) bits[at >> 3]! |= 1 << (at & 7);
    return this.#remember(keys) + bits.toString('base64url');
  }

  read(mark: string, head: readonly string[]): Set<string> {
    const keys = this.#heads.get(mark.slice(0, HASH_LENGTH)) ?? head.toSorted();
    const bits = Buffer.from(mark.slice(HASH_LENGTH), 'base64url');
    return new Set(keys.filter((_, at) => (bits[at >> 3] ?? 0) & (1 << (at & 7))));
  }

  #remember(keys: readonly string[]): string {
    const hash = createHash('sha256').update(keys.join()).digest('base64url').slice(0, HASH_LENGTH);
    this.#heads.delete(hash);
    this.#heads.set(hash, keys);
    if (this.#heads.size > MOST_KEPT) this.#heads.delete(this.#heads.keys().next().value!);
    return hash;
  }
}
