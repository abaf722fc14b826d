import pg from 'pg';
import { expect, test } from 'vitest';
import { createTestLocation, openTestDatabase, testUrl } from '../testing/database.ts';
import { runProgram, type Program } from '../testing/program.ts';
import { silent } from './logger.ts';
import { aloneAtStart } from './starting.ts';

const STARTERS = 3;

async function stopAll(programs: readonly Program[]): Promise<void> {
  for (const { child } of programs) child.kill('SIGKILL');
  await Promise.all(programs.map(({ exited }) => exited));
}

test.runIf(testUrl)('three processes start at once on a fresh server: one prepares it, all become ready', async () => {
  const location = await createTestLocation();
  const settings = { DATABASE_URL: location.url!, DATA_DIR: location.dataDir, SEED_SCALE: '0.002' };
  const programs = await Promise.all(Array.from({ length: STARTERS }, () => runProgram(settings)));
  try {
    await Promise.all(programs.map((program) => program.ready()));
    const outputs = programs.map((program) => program.output());
    expect(outputs.filter((text) => text.includes('creating the demo data'))).toHaveLength(1);
    const waiters = outputs.filter((text) => text.includes('waiting for another process'));
    for (const text of waiters) expect(text).toMatch(/zlm-start process \d+ on /);
    const totals = programs.map(
      async ({ url }) => (await (await fetch(`${url}/api/search?limit=1`)).json()) as { total: number },
    );
    const [first, ...others] = await Promise.all(totals);
    expect(first!.total).toBeGreaterThan(0);
    for (const other of others) expect(other.total).toBe(first!.total);
  } finally {
    await stopAll(programs);
    await location.remove();
  }
});

test('of those who want to prepare a database one does at a time, and a failure lets the next one in', async () => {
  const db = await openTestDatabase();
  try {
    if (db.kind === 'embedded') return void expect(await aloneAtStart(db, parts(), () => Promise.resolve(7))).toBe(7);
    let inside = 0;
    const run = async (at: number) => {
      expect(++inside).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside--;
      if (at === 0) throw new Error('no');
    };
    const runs = Array.from({ length: STARTERS }, (_, at) => aloneAtStart(db, parts(), () => run(at)));
    const ended = await Promise.allSettled(runs);
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  } finally {
    await db.close();
  }
});

test.runIf(testUrl)('a wait says for whom and ends with a sentence', async () => {
  const db = await openTestDatabase();
  const told: object[] = [];
  let waits = 0;
  try {
    await aloneAtStart(db, parts(), async () => {
      const logger = { ...silent, warn: (fields: object) => void told.push(fields) };
      const second = aloneAtStart(db, { logger, onWait: () => waits++, longestMs: 300 }, () => Promise.resolve());
      await expect(second).rejects.toMatchObject({ reason: 'in-use' });
      await expect(second).rejects.toThrow(`process ${process.pid} on `);
    });
    expect(told).toEqual([{ holder: expect.stringContaining(`process ${process.pid} on `) as string }]);
    expect(waits).toBe(1);
  } finally {
    await db.close();
  }
});

test.runIf(testUrl)('what the server says of an extension is told, and nothing else is called one', async () => {
  const location = await createTestLocation();
  const admin = new pg.Client({ connectionString: testUrl });
  await admin.connect();
  const role = `zlm_poor_${process.pid}`;
  try {
    await admin.query(`CREATE ROLE ${role} LOGIN`);
    const poor = new URL(location.url!);
    poor.username = role;
    const refused = await runProgram({ DATABASE_URL: poor.href, DATA_DIR: location.dataDir, DEMO: '0' });
    expect(await refused.exited).toBe(1);
    expect(refused.output()).toContain('let a superuser run "CREATE EXTENSION postgis"');

    await admin.query(`ALTER ROLE ${role} CONNECTION LIMIT 0`);
    const full = await runProgram({ DATABASE_URL: poor.href, DATA_DIR: location.dataDir, DEMO: '0' });
    expect(await full.exited).toBe(1);
    expect(full.output()).toContain('refuses: too many connections for role');
    expect(full.output()).not.toContain('extension');
  } finally {
    await location.remove();
    await admin.query(`DROP ROLE IF EXISTS ${role}`);
    await admin.end();
  }
});

const parts = () => ({ logger: silent, onWait: () => undefined });
