import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Filters } from '../contract/filters.ts';
import { features } from '../modules.ts';
import { LearningMap } from '../modules/map/service.ts';
import { placeFeatures } from '../modules/places/features.ts';
import { openTestDatabase, type TestDatabase } from '../testing/database.ts';
import { loadFresh } from '../testing/fresh.ts';
import { insertActivity, insertInstitution, insertPlace, insertSample, type Sample } from '../testing/sample.ts';
import { Announcer, type Position } from './announcer.ts';
import { followChanges, type Follower } from './follow.ts';
import type { LiveCatalogue } from './live.ts';
import { loadCatalogue } from './load.ts';

const NOW = new Date('2026-11-23T10:00:00+08:00');
const HOUR_MS = 3_600_000;
const ZOOMS = [5, 9, 13, 16];
const SPOTS = [
  [120.13, 30.26],
  [120.17, 30.24],
  [119.2, 28.4],
  [121.9, 29.8],
] as const;
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

let database: TestDatabase;
let sample: Sample;
let places: number[];
let branch: number;
let ids: number[];
let processes: Process[];

beforeAll(async () => {
  database = await openTestDatabase();
  sample = await insertSample(database.pool);
  places = [...sample.places, await insertPlace(database.pool, '山馆', '330102', ...SPOTS[2])];
  branch = await insertInstitution(database.pool, '山馆学堂');
});
afterAll(() => database.close());
beforeEach(async () => {
  ids = [];
  processes = [await Process.start(), await Process.start()];
});
afterEach(async () => {
  for (const { follower } of processes) await follower.stop();
});

/** One of several processes that follow the database; it looks when told to, and no sooner. */
class Process {
  readonly live: LiveCatalogue;
  readonly announcer: Announcer;
  readonly follower: Follower;
  readonly #map: LearningMap;

  private constructor(live: LiveCatalogue, sources: Awaited<ReturnType<typeof sourcesOf>>) {
    this.live = live;
    this.announcer = new Announcer(live);
    this.follower = followChanges({ ...sources, live, logger, pollMs: HOUR_MS });
    this.#map = new LearningMap(live);
  }

  static async start(): Promise<Process> {
    const sources = sourcesOf();
    const current = await loadCatalogue(sources);
    await current.text;
    return new Process({ current }, sources);
  }

  async tile(address: string, filters: Filters = {}): Promise<string> {
    const [z, x, y] = address.split('/').map(Number) as [number, number, number];
    const drawn = await this.#map.tile({ z, x, y }, filters, NOW);
    return drawn ? Buffer.from(drawn.bytes).toString('hex') : '';
  }
}

const sourcesOf = () => ({
  database: { ...database, onCommit: () => () => undefined },
  features,
  places: placeFeatures,
  clock: () => NOW,
});

/** Shows tiles, and reads those again of which its stream says that they may have changed. */
class Client {
  readonly shown = new Map<string, string>();
  at: Process;
  state: string;
  resets = 0;
  #position: Position;

  constructor(at: Process) {
    this.at = at;
    this.state = at.announcer.state;
    this.#position = at.announcer.enter(this.state);
  }

  async look(address: string): Promise<void> {
    this.shown.set(address, await this.at.tile(address));
  }

  reconnect(at: Process): void {
    this.at = at;
    this.#position = at.announcer.enter(this.state);
  }

  async hear(): Promise<void> {
    const difference = this.at.announcer.next(this.#position);
    if (!difference) return;
    this.state = difference.state;
    if (!difference.tiles) this.resets++;
    const told = difference.tiles ? difference.tiles.filter((tile) => this.shown.has(tile)) : [...this.shown.keys()];
    for (const address of told) await this.look(address);
  }
}

function tileAt(zoom: number, [lng, lat]: readonly [number, number]): string {
  const sin = Math.sin((lat * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
  return [zoom, Math.floor((lng / 360 + 0.5) * 2 ** zoom), Math.floor(y * 2 ** zoom)].join('/');
}

type Step = { what: string; a: number; b: number };
const stepOf = (...whats: string[]) => fc.record({ what: fc.constantFrom(...whats), a: fc.nat(7), b: fc.nat(3) });

const EDITS = [
  'insert',
  'move',
  'state',
  'delete',
  'movePlace',
  'placeState',
  'rename',
  'renameAbove',
  'withdraw',
  'offer',
];
const STATES = ['published', 'withdrawn'];

async function edit(pool: pg.Pool | pg.ClientBase, { what, a, b }: Step): Promise<void> {
  const id = ids[a % Math.max(1, ids.length)] ?? 0;
  const place = places[b % places.length]!;
  const run = (sql: string, ...values: unknown[]) => pool.query(sql, values);
  switch (what) {
    case 'insert': {
      const institution = a % 2 ? branch : sample.school;
      return void ids.push(await insertActivity(pool, { title: `第${ids.length}`, institution, place }));
    }
    case 'move':
      return void (await run('UPDATE activities SET place_id = $2 WHERE id = $1', id, place));
    case 'state':
      return void (await run('UPDATE activities SET state = $2 WHERE id = $1', id, STATES[b % 2]));
    case 'delete':
      return void (await run('DELETE FROM activities WHERE id = $1', id));
    case 'movePlace':
      return void (await run(
        'UPDATE places SET geom = ST_SetSRID(ST_MakePoint($2, $3), 4326) WHERE id = $1',
        place,
        ...SPOTS[a % 4]!,
      ));
    case 'placeState':
      return void (await run('UPDATE places SET state = $2 WHERE id = $1', place, STATES[a % 2]));
    case 'rename':
      return void (await run('UPDATE institutions SET name = $2 WHERE id = $1', sample.school, `西湖${a}`));
    case 'renameAbove':
      return void (await run('UPDATE institutions SET name = $2 WHERE id = $1', sample.institution, `浙江${a}`));
    case 'withdraw':
      return void (await run('UPDATE institutions SET state = $2 WHERE id = $1', branch, STATES[a % 2]));
    case 'offer':
      await run('DELETE FROM institution_places WHERE institution_id = $1', branch);
      if (a % 2) await run('INSERT INTO institution_places (institution_id, place_id) VALUES ($1, $2)', branch, place);
      return;
    case 'terms':
      return void (await run(`UPDATE terms SET en = en || ' ' WHERE vocabulary = 'format'`));
    case 'adopt':
      await run('DELETE FROM institution_parents WHERE institution_id = $1', branch);
      if (a % 2)
        await run(`INSERT INTO institution_parents VALUES ($1, $2, '[2020-01-01,)')`, branch, sample.institution);
      return;
    default:
      throw new Error(what);
  }
}

const step = (what: string, a = 0, b = 0): Step => ({ what, a, b });
/** What one process sees and shows while the other looks only before and after. */
const UNSEEN: Step[][] = [
  [step('insert'), step('follow', 0), step('delete')],
  [step('insert'), step('follow', 0), step('follow', 1), step('move', 0, 2), step('follow', 0), step('move', 0, 0)],
  [step('insert'), step('movePlace', 3, 0), step('follow', 0), step('movePlace', 0, 0)],
  [step('insert'), step('follow', 0), step('renameAbove', 1)],
  [
    step('withdraw', 1),
    step('insert', 1),
    step('follow', 1),
    step('withdraw', 0),
    step('follow', 0),
    step('withdraw', 1),
  ],
].map((steps) => {
  const looks = [3, 2, 0].map((spot) => step('look', spot, 3));
  const shown = steps.findLastIndex(({ what, a }) => what === 'follow' && a === 0) + 1;
  const begin = [step('placeState', 0, 0), step('movePlace', 0, 0), step('follow', 0), step('follow', 1)];
  const away = [step('follow', 1), step('reconnect', 1)];
  return [...begin, ...steps.slice(0, shown), ...looks, step('hear'), ...steps.slice(shown), ...away];
});

interface Outcome {
  reconnects: number;
  resets: number;
}

async function play(steps: readonly Step[]): Promise<Outcome> {
  ids = [];
  const client = new Client(processes[0]!);
  // An open transaction holds back what may be followed; one session has no second one.
  const holder = database.kind === 'server' ? await database.pool.connect() : null;
  let isHeld = false;
  let reconnects = 0;
  const letGo = async () => {
    if (isHeld) await holder!.query('COMMIT');
    isHeld = false;
  };
  /** Whatever it shows is what a fresh catalogue gives, once its process has read everything. */
  const settle = async () => {
    await letGo();
    await client.at.follower.caughtUp();
    await client.hear();
    const fresh = await loadFresh(database.pool, () => NOW);
    const outdated: string[] = [];
    for (const [address, bytes] of client.shown) if ((await fresh.tile(address)) !== bytes) outdated.push(address);
    expect(outdated).toEqual([]);
  };
  const process = (at: number) => processes[at % 2]!;
  try {
    for (const now of steps) {
      const { what, a, b } = now;
      if (what === 'follow') await process(a).follower.caughtUp();
      else if (what === 'race')
        await Promise.all([process(a).follower.caughtUp(), edit(database.pool, { ...now, what: 'move' })]);
      else if (what === 'look') await client.look(tileAt(ZOOMS[b]!, SPOTS[a % 4]!));
      else if (what === 'hear') await client.hear();
      else if (what === 'hold' && holder) {
        await letGo();
        isHeld = true;
        await holder.query('BEGIN');
        ids.push(await insertActivity(holder, { title: '未决', institution: sample.school, place: places[b % 3]! }));
        ids.pop();
      } else if (what === 'release') await letGo();
      else if (what === 'reconnect') {
        if (client.at !== process(a)) reconnects++;
        client.reconnect(process(a));
        await client.hear();
      } else if (what !== 'hold') await edit(database.pool, now);
    }
    await settle();
    client.reconnect(processes.find((other) => other !== client.at)!);
    await settle();
    return { reconnects: reconnects + 1, resets: client.resets };
  } finally {
    await letGo();
    holder?.release();
  }
}

const MOVES = ['follow', 'follow', 'race', 'look', 'look', 'hear', 'reconnect', 'hold', 'release'];

test.each(UNSEEN)('what came and went between two looks of one process is told by it: %#', async (...steps) => {
  expect(await play(steps)).toMatchObject({ resets: 0 });
});

test('who reconnects to another process is told all that differs, and never that everything may', async () => {
  const steps = fc.array(fc.oneof(stepOf(...EDITS), stepOf(...MOVES)), { minLength: 8, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      expect((await play(all)).resets).toBe(0);
    }),
  );
});

test('what hung on an institution in between is told, and nothing is read again', async () => {
  const [one, other] = processes as [Process, Process];
  // As it was before the others.
  for (const now of [step('adopt', 0), step('withdraw', 0), step('placeState', 0, 2), step('movePlace', 2, 2)])
    await edit(database.pool, now);
  const leaf = await insertInstitution(database.pool, '山馆分校');
  await database.pool.query(`INSERT INTO institution_parents VALUES ($1, $2, '[2020-01-01,)')`, [leaf, branch]);
  await insertActivity(database.pool, { title: '分校书法', institution: leaf, place: places[2]! });
  for (const { follower } of processes) await follower.caughtUp();
  const address = tileAt(13, SPOTS[2]);
  const above = { institution: [String(sample.institution)] };
  const without = await other.tile(address, above);

  await edit(database.pool, step('adopt', 1));
  await one.follower.caughtUp();
  expect(await one.tile(address, above)).not.toBe(without);
  const { state } = one.announcer;
  await edit(database.pool, step('adopt', 0));
  await other.follower.caughtUp();
  expect(await other.tile(address, above)).toBe(without);
  const difference = other.announcer.next(other.announcer.enter(state));
  expect(difference?.tiles).toContain(address);
});

test('a load of everything is a reset in either process, whichever the client comes to first', async () => {
  const steps = fc.array(fc.oneof(stepOf(...EDITS, 'terms', 'adopt'), stepOf(...MOVES)), {
    minLength: 8,
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      await play(all);
    }),
  );
});
