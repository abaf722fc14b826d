import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, test } from 'vitest';
import type { SearchAnswer } from './contract.ts';
import { toDay } from './formats/shanghai-time.ts';
import { createTestLocation, testUrl } from './testing/database.ts';
import { runProgram } from './testing/program.ts';
import { ask, createCutter } from './testing/wire.ts';

const TILE = '/tiles/learning/6/53/26.mvt';
const NOTICED_MS = 2_000;
const BACK_MS = 3_000;

/** The compiled server, and what stands between it and its database. */
async function startBehindCutter() {
  const location = await createTestLocation({ scale: 0.01, asOf: toDay(new Date()) });
  const url = new URL(location.url!);
  const cutter = await createCutter({ host: url.hostname, port: Number(url.port || 5432) });
  url.host = `127.0.0.1:${cutter.port}`;
  const program = await runProgram({ DATABASE_URL: url.href, DATA_DIR: location.dataDir, SEED_SCALE: '0.01' });
  await program.ready();
  const search = async () => JSON.parse((await ask(program.url, '/api/search')).body.toString()) as SearchAnswer;
  const { id } = (await search()).items.find(({ kind }) => kind === 'activity')!;
  const status = async (path: string) => (await ask(program.url, path)).status;
  const report = () =>
    fetch(`${program.url}/api/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en' },
      body: JSON.stringify({ key: randomUUID(), id, reason: 'closed' }),
    });
  const readyz = async () => (await ask(program.url, '/readyz')).body.toString().split('\n')[0];
  return {
    ...{ cutter, program, search, id, status, report, readyz, url: location.url! },
    details: `/api/activities/${id}`,
    soon: (path: string) => expect.poll(() => status(path), { timeout: 5_000, interval: 50 }),
    close: async () => {
      program.child.kill('SIGTERM');
      await program.exited;
      cutter.close();
      await location.remove();
    },
  };
}

// On a server only: the embedded database has no connection that can be cut or fall silent.
test.runIf(testUrl)('without its database the server keeps the map and comes back by itself', async () => {
  const { cutter, program, search, status, details, soon, close } = await startBehindCutter();
  try {
    expect(await status(details)).toBe(200);

    cutter.cut(true);
    const refused = await ask(program.url, details);
    expect([refused.status, refused.headers['content-type']]).toEqual([503, 'application/problem+json; charset=utf-8']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(await search()).toMatchObject({ items: [], degraded: ['items'] });
    await soon('/readyz').toBe(503);
    expect(await status('/livez')).toBe(200);
    expect(await status(TILE)).toBe(200);
    expect(await status('/api/suggest?q=%E4%B9%A6')).toBe(200);
    expect(await status('/')).toBe(200);

    cutter.cut(false);
    await soon(details).toBe(200);
    await soon('/readyz').toBe(200);

    cutter.silence();
    expect(await status(details)).toBe(503);
    expect(await status(TILE)).toBe(200);
    await soon(details).toBe(200);
    expect(program.child.exitCode).toBeNull();
  } finally {
    await close();
  }
});

test.runIf(testUrl)('while its database is paused the server says so within 2 s and shows what it knows', async () => {
  const { cutter, program, search, status, report, readyz, details, close } = await startBehindCutter();
  const timed = async (path: string) => {
    const began = performance.now();
    return [await status(path), performance.now() - began] as const;
  };
  try {
    const before = await search();
    const asked = performance.now();
    await Promise.all(Array.from({ length: 20 }, () => status('/livez')));
    // What a busy machine takes for twenty answers that ask no database, a few times over.
    const slowness = 5 * (performance.now() - asked);
    cutter.pause(true);
    // More than the pool has connections, twice: none of them is left waiting in a row.
    for (const [told, ms] of await Promise.all(Array.from({ length: 20 }, () => timed(details)))) {
      expect(told).toBe(503);
      expect(ms).toBeLessThan(NOTICED_MS + slowness);
    }
    const began = performance.now();
    expect((await Promise.all(Array.from({ length: 20 }, () => status(details)))).every((one) => one === 503)).toBe(
      true,
    );
    const refused = await report();
    expect([refused.status, ((await refused.json()) as { title: string }).title]).toEqual([
      503,
      'The service is not available right now, please try again shortly',
    ]);
    expect(performance.now() - began).toBeLessThan(500 + slowness);
    expect(await readyz()).toBe('database');

    const known = await ask(program.url, '/api/search');
    const { total, facets, items, degraded, countedAt, nextCursor } = JSON.parse(known.body.toString()) as SearchAnswer;
    expect([known.status, known.headers['cache-control']]).toEqual([200, 'no-store']);
    expect({ total, facets, items, degraded, nextCursor }).toEqual({
      ...{ total: before.total, facets: before.facets },
      ...{ items: [], degraded: ['items'], nextCursor: null },
    });
    expect(Math.abs(Date.now() - Date.parse(countedAt!))).toBeLessThan(60_000);
    expect(await status(`/api/search?cursor=${before.nextCursor}`)).toBe(503);
    const tile = await ask(program.url, TILE);
    expect([tile.status, tile.headers['x-data-as-of']]).toEqual([200, countedAt]);
    const page = (await ask(program.url, '/en/find')).body.toString();
    expect(page).toContain('The list cannot be shown right now');
    expect(page).not.toContain('Nothing matches');
    expect(await status('/print')).toBe(503);
    expect(program.output().match(/request failed/g)).toBeNull();
    expect(program.output().match(/the database does not answer; /g)).toHaveLength(1);

    const resumed = performance.now();
    cutter.pause(false);
    await expect.poll(search, { timeout: BACK_MS, interval: 50 }).toMatchObject({ degraded: [], countedAt: null });
    await expect.poll(readyz, { timeout: BACK_MS, interval: 50 }).toBe('ready');
    expect(performance.now() - resumed).toBeLessThan(BACK_MS);
    expect([await status(details), (await report()).status]).toEqual([200, 200]);
    expect((await search()).items).toEqual(before.items);
    expect((await ask(program.url, TILE)).headers['x-data-as-of']).toBeUndefined();
    expect(program.output()).toContain('the database answers again');
  } finally {
    await close();
  }
});

test.runIf(testUrl)('while its database takes no writes the server says so and shows everything', async () => {
  const { program, search, status, report, readyz, url, details, close } = await startBehindCutter();
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    expect([await readyz(), (await report()).status]).toEqual(['ready', 200]);
    await owner.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
      END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON reports EXECUTE FUNCTION refuse();`);
    const refused = await report();
    expect([refused.status, ((await refused.json()) as { title: string }).title]).toEqual([
      507,
      'The disk of the server is full and nothing can be saved right now, please try again later',
    ]);
    await expect.poll(readyz, { interval: 50 }).toBe('disk-full');
    expect(await status('/readyz')).toBe(503);
    expect([await status(details), await status(TILE), (await search()).degraded]).toEqual([200, 200, []]);
    await owner.query('DROP TRIGGER refuse ON reports');
    await expect.poll(readyz, { interval: 50 }).toBe('ready');
    expect((await report()).status).toBe(200);
    expect(program.output().match(/the database refuses writes/g)).toHaveLength(1);
    expect(program.output().match(/the database takes writes again/g)).toHaveLength(1);
  } finally {
    await owner.end();
    await close();
  }
});
