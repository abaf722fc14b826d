import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { testUrl } from '../../testing/database.ts';
import { startStandIn, type StandIn } from '../../testing/meilisearch-stand-in.ts';
import { insertActivity, insertInstitution, insertPlace } from '../../testing/sample.ts';
import { expectReady, openWorld, SOON, type World } from '../../testing/text-engines.ts';
import type { TextSearch } from '../port.ts';

let world: World;
let standIn: StandIn;
let engine: TextSearch;
const open = () => world.open({ url: standIn.url, key: standIn.key });

beforeAll(async () => {
  standIn = await startStandIn();
  world = await openWorld(async ({ pool }, { school, places }) => {
    for (let i = 0; i < 20; i++) {
      await insertActivity(pool, { title: `晨练第${i}期`, institution: school, place: [null, ...places][i % 3]! });
    }
  });
  engine = open();
  await expectReady(engine);
});
afterAll(async () => {
  await engine.close();
  await world.close();
  await standIn.close();
});
afterEach(expectEqual);

const documents = () => (standIn.index('learning')?.documents ?? new Map()) as Map<string, Record<string, string>>;
const fillings = (text = engine) => Number(text.figures()['search_index_fillings']);
const query = (text: string, values: unknown[] = []) => world.database.pool.query(text, values);

/** What the index must hold, told by SQL alone. */
async function expectedRows(): Promise<string[]> {
  const { rows } = await query(
    `SELECT a.id || '-' || coalesce(place_id, 0) || ' ' || title || ' ' || i.name || ' ' || coalesce(p.name, '') AS row
       FROM public_activities a JOIN (SELECT DISTINCT id, name FROM public_institutions) i ON i.id = institution_id
         LEFT JOIN public_places p ON p.id = place_id
     UNION ALL SELECT id || '-' || coalesce(place_id, 0) || ' ' || name || '  ' FROM public_institutions ORDER BY 1`,
  );
  return (rows as { row: string }[]).map(({ row }) => row).sort();
}
const heldRows = () =>
  [...documents().values()]
    .filter(({ key }) => key !== 'position')
    .map(({ key, title, organiser, location }) => `${key} ${title} ${organiser} ${location!.split('/')[0]}`)
    .sort();

async function expectEqual(): Promise<void> {
  await expect
    .poll(async () => [heldRows(), await expectedRows()], SOON)
    .toSatisfy(([held, expected]: string[][]) => {
      return held!.length > 0 && held!.join('\n') === expected!.join('\n');
    });
}

test('the first filling holds every row, with its settings', async () => {
  await expectEqual();
  const { settings } = standIn.index('learning')!;
  expect(settings).toMatchObject({
    searchableAttributes: ['title', 'organiser', 'topic', 'location', 'description'],
    localizedAttributes: [{ attributePatterns: ['*'], locales: ['cmn', 'eng'] }],
    synonyms: { 书法: ['calligraphy', '毛笔字'] },
  });
  expect(standIn.index('learning_spare')).toBeUndefined();
});

test('what an edit elsewhere touches is written too', async () => {
  const { school, places } = world.sample;
  const before = fillings();
  await query(`UPDATE institutions SET name = '西湖区社区学院' WHERE id = $1`, [school]);
  await expectEqual();
  await query(`UPDATE places SET name = '西湖新馆' WHERE id = $1`, [places[0]]);
  await expectEqual();
  // Its rows lose their place, and with it their key.
  await query(`UPDATE places SET state = 'draft' WHERE id = $1`, [places[0]]);
  await expectEqual();
  await query(`UPDATE places SET state = 'published' WHERE id = $1`, [places[0]]);
  await expectEqual();
  // What hangs on it is no longer there to be asked for: only the index knows.
  await query(`UPDATE institutions SET state = 'withdrawn' WHERE id = $1`, [school]);
  await expectEqual();
  await query(`UPDATE institutions SET state = 'published' WHERE id = $1`, [school]);
  await expectEqual();
  await query(`UPDATE activities SET place_id = $1 WHERE title LIKE '%1期'`, [places[1]]);
  await expectEqual();
  expect(fillings()).toBe(before);
});

test('many edits at once, and things that come and go', async () => {
  const ids: number[] = [];
  for (let i = 0; i < 60; i++) {
    const place = await insertPlace(world.database.pool, `流动${i}`, '330106', 120 + i / 100, 30);
    ids.push(await insertActivity(world.database.pool, { title: `流动${i}`, institution: world.sample.school, place }));
    if (i % 3 === 0) await query('DELETE FROM activities WHERE id = $1', [ids[i >> 1]]);
    if (i % 4 === 0)
      await query('UPDATE activities SET title = title || $2 WHERE id = $1', [ids[i - 1] ?? ids[0], '改']);
  }
  await insertInstitution(world.database.pool, '流动大学');
  await expectEqual();
});

test('after a restart it goes on where it stood', async () => {
  await engine.close();
  await insertActivity(world.database.pool, { title: '停机时', institution: world.sample.school, place: null });
  await query(`DELETE FROM activities WHERE title = '晨练第3期'`);
  engine = open();
  await expectReady(engine);
  await expectEqual();
  expect(fillings()).toBe(0);
});

test('a server restored to an earlier state catches up', async () => {
  await expectReady(engine);
  const kept = standIn.snapshot();
  await insertActivity(world.database.pool, { title: '快照之后', institution: world.sample.school, place: null });
  await expectEqual();
  const before = fillings();
  standIn.restore(kept);
  expect(heldRows().some((row) => row.includes('快照之后'))).toBe(false);
  await expectEqual();
  expect(fillings()).toBe(before);
});

test('an index that is lost is filled anew', async () => {
  const before = fillings();
  standIn.dropIndexes();
  await expectEqual();
  await expect.poll(() => fillings(), SOON).toBe(before + 1);
});

test('a filling that was cut off begins anew', async () => {
  standIn.dropIndexes();
  await expect.poll(() => engine.figures()['search_index'], SOON).toBe('filling');
  await engine.close();
  engine = open();
  await expectReady(engine);
  await expectEqual();
  expect(standIn.index('learning_spare')).toBeUndefined();
});

test('a position of another database, or ahead of this one, fills anew', async () => {
  for (const wrong of [
    { origin: 'elsewhere' },
    { xid: '9999999999999' },
    { schema: 'of-old' },
    { seq: 'none' },
  ] as Record<string, string>[]) {
    const before = fillings();
    documents().set('position', { ...documents().get('position'), key: 'position', ...wrong });
    await expect.poll(() => fillings(), SOON).toBe(before + 1);
    await expectEqual();
  }
});

test('a new vocabulary fills anew while the old index answers', async () => {
  const before = fillings();
  standIn.asked = [];
  standIn.refused = [];
  await query(
    `INSERT INTO terms (vocabulary, code, zh, en, synonyms, position) VALUES ('topic', 'tea', '茶艺', 'Tea', '{茶道}', 9)`,
  );
  await expect
    .poll(async () => {
      await world.ask(engine, { q: '晨练' });
      return fillings();
    }, SOON)
    .toBeGreaterThan(before);
  expect(standIn.asked).toContain('POST /indexes/learning/search');
  expect(standIn.refused.filter((path) => path.includes('search'))).toEqual([]);
  expect(standIn.index('learning')!.settings['synonyms']).toMatchObject({ 茶艺: ['tea', '茶道'] });
});

test('tasks that fail again and again fill anew', async () => {
  const before = fillings();
  standIn.mood = 'fail-tasks';
  await insertActivity(world.database.pool, { title: '磁盘满', institution: world.sample.school, place: null });
  await expect.poll(() => Number(engine.figures()['search_index_failures']), SOON).toBeGreaterThanOrEqual(4);
  standIn.mood = 'well';
  await expect.poll(() => fillings(), SOON).toBe(before + 1);
});

test.runIf(testUrl)('of two processes one writes, and the other takes over', async () => {
  const second = open();
  await expect.poll(() => second.figures()['search_index'], SOON).toBe('another process writes');
  await engine.close();
  await expectReady(second);
  await insertActivity(world.database.pool, { title: '换班', institution: world.sample.school, place: null });
  await expectEqual();
  engine = second;
});
