import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertActivity, insertInstitution, insertPlace } from '../../testing/sample.ts';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { add, digestOf, leafOf, toHex } from './digest.ts';

let server: TestServer;
let owner: pg.Pool;
let sample: { institution: number; school: number; places: [number, number] };
beforeAll(async () => {
  server = await startTestServer({ scale: 0, clock: () => new Date('2026-11-23T10:00:00+08:00') });
  owner = await server.openWriter();
  sample = {
    institution: await insertInstitution(owner, '浙江老年大学', 'senior-university'),
    school: await insertInstitution(owner, '西湖社区学校', 'township-school'),
    places: [
      await insertPlace(owner, '西湖馆', '330106', 120.13, 30.26),
      await insertPlace(owner, '上城馆', '330102', 120.17, 30.24),
    ],
  };
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

interface Item {
  id: number;
  kind: string;
  state: 'updated' | 'deleted';
  modified: number;
  data?: { features: { id: string }[] };
}
interface Page {
  items: Item[];
  next: string;
}
const get = async <T>(address: string): Promise<T> => {
  const ask = () => fetch(address.startsWith('http') ? address : `${server.url}${address}`);
  let response = await ask();
  // Sums that are not made yet are asked for again.
  while (response.status === 503) {
    await new Promise((done) => setTimeout(done, 100));
    response = await ask();
  }
  expect(response.status, address).toBe(200);
  return (await response.json()) as T;
};

/** Knows the feed and nothing else. */
class Consumer {
  readonly items = new Map<number, Item>();
  #next = '/api/feeds/things';

  async read(): Promise<number> {
    for (let pages = 1; ; pages++) {
      const { items, next } = await get<Page>(this.#next);
      const order = items.map(({ modified, id }) => modified * 1e6 + id);
      expect(order).toEqual([...order].sort((a, b) => a - b));
      for (const item of items) {
        if (item.state === 'deleted') this.items.delete(item.id);
        else this.items.set(item.id, item);
      }
      const isEnd = items.length === 0 && next === this.#next;
      this.#next = next;
      if (isEnd) return pages;
    }
  }

  sums(prefix: string): Record<string, { count: number; sum: string }> {
    const sums = new Map<string, { count: number; sum: bigint }>();
    for (const { id, data } of this.items.values()) {
      const leaf = leafOf(id).toString(16).padStart(4, '0');
      if (!leaf.startsWith(prefix)) continue;
      const key = leaf.slice(prefix.length, prefix.length + 2);
      const { count, sum } = sums.get(key) ?? { count: 0, sum: 0n };
      sums.set(key, { count: count + 1, sum: add(sum, digestOf(data)) });
    }
    return Object.fromEntries([...sums].map(([key, { count, sum }]) => [key, { count, sum: toHex(sum) }]));
  }
}

const EDITS = [
  ...['insert', 'many', 'title', 'withdraw', 'publish', 'delete', 'place', 'hide place', 'organiser', 'hide organiser'],
];
const anyEdit = fc.record({ what: fc.constantFrom(...EDITS), at: fc.nat(1000) });

async function edit({ what, at }: { what: string; at: number }): Promise<void> {
  const run = (sql: string, values: unknown[] = []) => owner.query(sql, values);
  const some = `(SELECT id FROM activities ORDER BY id OFFSET ${at} % greatest(1, (SELECT count(*) FROM activities)) LIMIT 1)`;
  const place = sample.places[at % 2]!;
  const institution = at % 2 ? sample.school : sample.institution;
  const state = at % 3 ? 'published' : 'withdrawn';
  const statements: Record<string, () => Promise<unknown>> = {
    insert: () => insertActivity(owner, { title: `书法 ${at}`, institution, place: at % 5 ? place : null }),
    many: () =>
      run(`INSERT INTO activities (state, source_system, source_id, title, institution_id, place_id, mode, format, topics,
          starts_time, ends_time, session_dates)
        SELECT 'published', 'many', gen_random_uuid()::text, '舞蹈 ' || n, ${institution}, ${place}, 'offline', 'lecture', '{dance}',
          '09:00', '10:00', '{2026-12-05}' FROM generate_series(1, 300) n`),
    title: () => run(`UPDATE activities SET title = title || '.', updated_at = now() WHERE id = ${some}`),
    withdraw: () => run(`UPDATE activities SET state = 'withdrawn' WHERE id = ${some}`),
    publish: () => run(`UPDATE activities SET state = 'published' WHERE id = ${some}`),
    delete: () => run(`DELETE FROM activities WHERE id = ${some}`),
    place: () => run(`UPDATE places SET address = '路 ${at}' WHERE id = ${place}`),
    'hide place': () => run(`UPDATE places SET state = '${state}' WHERE id = ${place}`),
    organiser: () => run(`UPDATE institutions SET name = '学校 ${at}' WHERE id = ${institution}`),
    'hide organiser': () => run(`UPDATE institutions SET state = '${state}' WHERE id = ${institution}`),
  };
  await statements[what]!();
}

/** Whoever comes later, and the server's own sums, say the same. */
async function agree(early: Consumer): Promise<void> {
  const late = new Consumer();
  await late.read();
  const ids = (consumer: Consumer) => [...consumer.items.keys()].sort((a, b) => a - b);
  expect(ids(early)).toEqual(ids(late));
  const { buckets } = await get<{ buckets: object }>('/api/feeds/things/buckets');
  expect(late.sums('')).toEqual(buckets);
  expect(early.sums('')).toEqual(buckets);
}

test('who knows the feed alone ends with what there is, whatever happened meanwhile', async () => {
  const early = new Consumer();
  await early.read();
  // Each edit alone, however little time is left for others: what is told by one is not told by another.
  for (const at of [1, 2, 3, 4]) {
    for (const what of EDITS) {
      await edit({ what, at });
      await early.read();
    }
    await agree(early);
  }
  await fc.assert(
    fc.asyncProperty(fc.array(anyEdit, { minLength: 5, maxLength: 25 }), async (edits) => {
      for (const one of edits) {
        await edit(one);
        if (one.at % 4 === 0) await early.read();
      }
      await early.read();
      await agree(early);
    }),
    { numRuns: 12 },
  );
  const { rows } = await owner.query<{ n: number }>(
    `SELECT (SELECT count(*) FROM public_activities)::int + (SELECT count(DISTINCT id) FROM public_institutions)::int AS n`,
  );
  expect(early.items.size).toBe(rows[0]!.n);
}, 300_000);

test.runIf(process.env['SIZE'] === 'full')(
  'after 10,000 edits who knows the feed alone has the same counts and sums',
  async () => {
    const early = new Consumer();
    for (const at of [1, 2, 3]) await edit({ what: 'many', at });
    const one = anyEdit.filter(({ what }) => what !== 'many');
    const edits = fc.sample(one, 10_000);
    for (const [n, next] of edits.entries()) {
      await edit(next);
      if (next.at % 20 === 0) await early.read();
      if (n % 1_000 !== 0) continue;
      await early.read();
      await agree(early);
    }
    await early.read();
    await agree(early);
    console.log(`${edits.length} edits, ${early.items.size} things`);
  },
  1_800_000,
);

test('one wrong row is found in three requests', async () => {
  const consumer = new Consumer();
  // Whatever was hidden before.
  for (const table of ['places', 'institutions']) await owner.query(`UPDATE ${table} SET state = 'published'`);
  await edit({ what: 'insert', at: 1 });
  await consumer.read();
  const [id, item] = [...consumer.items].at(-1)!;
  consumer.items.set(id, { ...item, data: { features: [] } });
  const differing = (own: object, theirs: object) =>
    Object.keys(theirs).filter((key) => JSON.stringify(own[key as never]) !== JSON.stringify(theirs[key as never]));
  const { buckets } = await get<{ buckets: object }>('/api/feeds/things/buckets');
  const [bucket, ...more] = differing(consumer.sums(''), buckets);
  expect(more).toEqual([]);
  const { leaves } = await get<{ leaves: object }>(`/api/feeds/things/buckets/${bucket}`);
  const [leaf] = differing(consumer.sums(bucket!), leaves);
  const { items } = await get<{ items: { id: number; digest: string }[] }>(
    `/api/feeds/things/buckets/${bucket}/${leaf}`,
  );
  const wrong = items.filter((one) => one.digest !== toHex(digestOf(consumer.items.get(one.id)?.data)));
  expect(wrong.map((one) => one.id)).toEqual([id]);
});

test('a cursor that is none is refused, one of another database begins anew', async () => {
  const page = await get<Page>('/api/feeds/things?afterTimestamp=5&afterId=1&since=000000000000-0-1');
  expect(page.items[0]!.modified).toBe(0);
  for (const query of ['afterTimestamp=x', 'since=now', 'cursor=1'])
    expect((await fetch(`${server.url}/api/feeds/things?${query}`)).status).toBe(400);
});
