import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { decide, isAbsent, wholeOf, type Held } from './records.ts';
import { BadWalk, CursorRefused, walk, type PageOf } from './walk.ts';

const SEEDS = process.env['SIZE'] === 'full' ? 10_000 : 1_000;
const ORIGIN = 'https://feed.example';
const FIRST = `${ORIGIN}/items`;
const hashOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

interface Item {
  id: string;
  modified: string;
  data: number | null;
}
/** Small and reproducible: the same seed misbehaves the same way. */
function dice(seed: number): (most: number) => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return (most) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_507) + 0x9e3779b9) >>> 0;
    return state % most;
  };
}

/** A server that repeats itself, sends old copies, forgets what it deleted long ago, loses its cursors and begins anew. */
class Server {
  readonly truth = new Map<string, number>();
  #log: { item: Item; at: number }[] = [];
  #clock = 1_000;
  #life = 0;
  #roll: (most: number) => number;
  constructor(seed: number) {
    this.#roll = dice(seed);
    for (let i = 0; i < 5 + this.#roll(30); i++) this.edit();
  }

  edit(): void {
    const id = `a${this.#roll(25)}`;
    const data = this.#roll(3) === 0 ? null : this.#roll(1_000);
    if (data === null) this.truth.delete(id);
    else this.truth.set(id, data);
    this.#log = this.#log.filter(({ item }) => item.id !== id);
    this.#clock += 1 + this.#roll(3);
    this.#log.push({ item: { id, modified: String(this.#clock), data }, at: this.#clock });
  }
  /** All cursors are lost, deletions are forgotten, and the clock may begin again. */
  restart(): void {
    this.#life++;
    if (this.#roll(2)) this.#clock = this.#roll(500);
    this.#log = [...this.truth].map(([id, data]) => ({
      item: { id, modified: String(++this.#clock), data },
      at: this.#clock,
    }));
  }

  page(url: string): PageOf<Item> {
    const { searchParams } = new URL(url);
    const life = searchParams.get('life');
    if (life !== null && Number(life) !== this.#life) throw new CursorRefused();
    const after = Number(searchParams.get('after') ?? 0);
    const rest = this.#log.filter(({ at }) => at > after);
    const size = 1 + this.#roll(6);
    const taken = rest.slice(0, size);
    const last = taken.at(-1)?.at ?? after;
    const items = taken.map(({ item }) => item);
    // Twice the same, in another order within the page, and an older copy of what is there already.
    if (items.length && this.#roll(4) === 0) items.push(items[this.#roll(items.length)]!);
    if (items.length && this.#roll(5) === 0) {
      const { id, modified } = items[this.#roll(items.length)]!;
      items.push({ id, modified: String(Number(modified) - 1 - this.#roll(5)), data: this.#roll(1_000) });
    }
    if (this.#roll(4) === 0) items.reverse();
    const next = taken.length === 0 ? url : `${FIRST}?life=${this.#life}&after=${last}`;
    return { items, next: this.#roll(3) === 0 ? next.slice(ORIGIN.length) || '/' : next };
  }
}

/** Knows nothing but the pages. */
class Reader {
  readonly held = new Map<string, Held & { data: number | null }>();
  #cursor = FIRST;
  #epoch = 0;
  #beganAtFirst = true;

  async read(server: Server, roll: (most: number) => number): Promise<boolean> {
    // Whatever is read from the first page on may be another feed than before.
    if (this.#cursor === FIRST) [this.#epoch, this.#beganAtFirst] = [this.#epoch + 1, true];
    try {
      const readPage = (url: string) => Promise.resolve(server.page(url));
      for await (const { page, next, isLast } of walk({ from: this.#cursor, readPage, mostPages: 1 + roll(20) })) {
        for (const { id, modified, data } of page.items) this.#take(id, modified, data);
        this.#cursor = next;
        // Killed here, it goes on from the cursor that was kept with the page.
        if (roll(15) === 0) return false;
        const whole = wholeOf({ epoch: this.#epoch, beganAtFirst: this.#beganAtFirst, reachedLast: isLast });
        if (!whole) continue;
        for (const one of this.held.values()) if (isAbsent(one, whole)) one.isGone = true;
        this.#beganAtFirst = false;
        return true;
      }
      return false;
    } catch (cause) {
      if (!(cause instanceof CursorRefused)) throw cause;
      this.#cursor = FIRST;
      return false;
    }
  }
  #take(id: string, modified: string, data: number | null): void {
    const hash = data === null ? null : hashOf(data);
    const held = this.held.get(id);
    const decision = decide(held, { modified, hash }, this.#epoch);
    if (decision === 'older') return;
    this.held.set(id, { modified, epoch: this.#epoch, isGone: hash === null, hash: hash ?? '', data });
  }
}

/** Sums modulo 2^128 of the digests, so that equal pairs do not cancel out. */
function sumsOf(things: Iterable<readonly [string, unknown]>): Map<number, bigint> {
  const sums = new Map<number, bigint>();
  for (const thing of things) {
    const digest = BigInt(`0x${hashOf(thing)}`) % 2n ** 128n;
    const bucket = Number(BigInt(`0x${hashOf(thing[0])}`) % 16n);
    sums.set(bucket, ((sums.get(bucket) ?? 0n) + digest) % 2n ** 128n);
  }
  return sums;
}

test(`${SEEDS} servers that misbehave: what is held has the sums of what is there`, async () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const [server, reader, roll] = [new Server(seed), new Reader(), dice(seed + 7)];
    for (let step = 0; step < 12; step++) {
      for (let i = roll(6); i > 0; i--) server.edit();
      if (roll(6) === 0) server.restart();
      await reader.read(server, roll);
    }
    // However often it was killed, it comes to the end once nothing changes any more.
    for (let tries = 0; tries < 3;)
      if (await reader.read(server, roll)) tries++;
      else if (await ended(reader, server)) tries++;
    const there = [...reader.held].flatMap(([id, { isGone, data }]) => (isGone ? [] : [[id, data] as const]));
    expect(sumsOf(there), `seed ${seed}`).toEqual(sumsOf(server.truth));
  }
});
/** A reader that has seen the whole walks changes alone: it is at the end when a page has nothing. */
async function ended(reader: Reader, server: Server): Promise<boolean> {
  const before = JSON.stringify([...reader.held]);
  await reader.read(server, () => 14);
  return before === JSON.stringify([...reader.held]);
}

const walkAll = async (pages: Record<string, PageOf<number>>, mostPages = 100) => {
  const seen: number[] = [];
  const readPage = (url: string) => Promise.resolve(pages[url]!);
  for await (const { page } of walk({ from: `${ORIGIN}/1`, readPage, mostPages })) seen.push(...page.items);
  return seen;
};

test('a page that leads to itself is the last one, with items or without', async () => {
  expect(
    await walkAll({ [`${ORIGIN}/1`]: { items: [1], next: '/2' }, [`${ORIGIN}/2`]: { items: [], next: '/2' } }),
  ).toEqual([1]);
  expect(await walkAll({ [`${ORIGIN}/1`]: { items: [1], next: '/1' } })).toEqual([1]);
});
test('an empty page in the middle is not the end, and a walk stops where it was told', async () => {
  const pages = {
    [`${ORIGIN}/1`]: { items: [], next: '/2' },
    [`${ORIGIN}/2`]: { items: [2], next: `${ORIGIN}/3` },
    [`${ORIGIN}/3`]: { items: [3], next: '/3' },
  };
  expect(await walkAll(pages)).toEqual([2, 3]);
  expect(await walkAll(pages, 2)).toEqual([2]);
});
test.each([
  ['a circle', { items: [2], next: '/1' }, 'loops'],
  ['another host', { items: [2], next: 'https://elsewhere.example/3' }, 'not_a_feed'],
  ['another port', { items: [2], next: 'https://feed.example:8443/3' }, 'not_a_feed'],
  ['no encryption', { items: [2], next: 'http://feed.example/3' }, 'not_a_feed'],
  ['no address', { items: [2], next: 'https://' }, 'not_a_feed'],
])('pages that lead to %s are refused', async (_, second, why) => {
  const pages = { [`${ORIGIN}/1`]: { items: [1], next: '/2' }, [`${ORIGIN}/2`]: second };
  await expect(walkAll(pages)).rejects.toEqual(new BadWalk(why as 'loops'));
});
