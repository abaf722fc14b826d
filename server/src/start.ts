import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { Announcer } from './catalogue/announcer.ts';
import { followChanges } from './catalogue/follow.ts';
import type { LiveCatalogue } from './catalogue/live.ts';
import { loadCatalogue } from './catalogue/load.ts';
import type { Config } from './config.ts';
import {
  aloneAtStart,
  listMigrations,
  migrate,
  openDatabase,
  vacuumAnalyze,
  withReader,
  type Database,
} from './db/index.ts';
import { toDay } from './formats/shanghai-time.ts';
import { renderRefusal } from './html/document.ts';
import { PublicPages } from './html/public-pages.ts';
import { loadAssets } from './http/assets.ts';
import { EventStreams } from './http/events.ts';
import type { Front } from './http/front.ts';
import { createCostLimit } from './http/limits.ts';
import type { Progress, Step } from './http/preparation.ts';
import { bindJobs, checkModules, derived, features, serveModules } from './modules.ts';
import { authenticate } from './modules/accounts/service.ts';
import { createDoorNotes } from './modules/audit/at-the-door.ts';
import { startCheckpoints } from './modules/audit/checkpoints.ts';
import { prepareDemoAccounts, refuseDemoAccounts } from './modules/demo-accounts/prepare.ts';
import { JobRunner } from './modules/jobs/runner.ts';
import { placeFeatures } from './modules/places/features.ts';
import { isGone } from './modules/sitemap/queries.ts';
import { openOwnKeys } from './own-keys.ts';
import { runSeed } from './seeding.ts';
import { openTextSearch } from './text-search/open.ts';

const HEALTH_MS = 500;
const DURABILITY =
  'the embedded database holds the only copy of the data: a commit survives a power cut but not the loss of this disk; ' +
  'stop the server to copy its folder, or set DATABASE_URL';

export interface Environment {
  config: Config;
  origin: string;
  logger: Logger;
  clock: () => Date;
}
export interface Running {
  summary: string;
  /** Takes up no more work in the background; what is under way may end within `ms`. */
  drain(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens, migrates, seeds on the first run, loads the index and hands the app to the front. */
export async function start(
  environment: Environment,
  front: Front,
  report: (progress: Progress) => void,
): Promise<Running> {
  const { config, origin, logger, clock } = environment;
  const tell = (step: Step, part: string | null = null, done = 0, total = 0) => report({ step, part, done, total });

  await checkModules(config);
  tell('database');
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir, logger });
  if (config.isProduction && database.kind === 'embedded') logger.warn({ dataDir: config.dataDir }, DURABILITY);
  try {
    await aloneAtStart(database, { logger, onWait: () => tell('waiting') }, async () => {
      tell('migrations');
      await migrate(database, await listMigrations(), derived);
      if (config.isProduction) await refuseDemoAccounts(database.pool);
      await loadSeed(database, config, toDay(clock()), tell);
    });
    const keys = await openOwnKeys(database, config.keysFile);
    if (config.demoAccounts) await prepareDemoAccounts(database.pool, keys, clock());
    tell('rows');
    const sources = { database, features, places: placeFeatures, clock };
    const live: LiveCatalogue = { current: await loadCatalogue(sources), followedAt: clock() };
    const announcer = new Announcer(live);
    const follower = followChanges({ ...sources, live, logger, onChange: () => announcer.announce() });
    const { meiliUrl: url, meiliKey: key } = config;
    const text = openTextSearch({ url, key, database, live, announcer, features, logger });
    const pages = new PublicPages({
      webRoot: config.webRoot,
      origin,
      labels: () => live.current.reference,
      isGone: (kind, id) => withReader(database, (tx) => isGone(tx, kind, id)),
    });
    const parts = { database, live, text, announcer, pages, config, keys, origin };
    const served = serveModules(parts);
    tell('text');
    front.tiles = served.flatMap(({ tiles }) => tiles ?? []);
    front.streams = new EventStreams(served.flatMap(({ events }) => events ?? []));
    front.assets = loadAssets(config.webRoot);
    front.app = createApp({
      routes: served.flatMap(({ routes }) => routes ?? []),
      pages: served.flatMap((one) => one.pages ?? []),
      refusal: (title, lang) => renderRefusal(title, pages.words(lang)),
      mounts: served.flatMap(({ mounts }) => mounts ?? []),
      files: served.flatMap(({ files }) => files ?? []),
      origin,
      door: {
        clock,
        authenticate: (token) => authenticate({ database }, token),
        onForeign: createDoorNotes({
          ...{ database, clock, logger },
          // One a minute of a network, sixty an hour in all, of each process.
          limit: { each: createCostLimit(1 / 60, 60), all: createCostLimit(60 / 3_600, 3_600) },
        }),
        origin: config.publicOrigin ?? null,
      },
    });
    await live.current.text;
    const jobs = new JobRunner({ database, kinds: bindJobs(parts), logger });
    front.healthy = async () => {
      const [isWell] = await Promise.all([answers(database), inTime(jobs.count())]);
      return isWell && database.state().writes;
    };
    front.trouble = () => database.state().reason;
    database.watch();
    front.staleAt = () => (database.state().reads ? null : (live.followedAt ?? null));
    front.figures = () => ({ ...text.figures(), ...jobs.figures() });
    const checkpoints = startCheckpoints({ database, keys, file: config.checkpointsFile, clock, logger });
    tell('ready');
    return {
      summary: `${live.current.index.count.toLocaleString('en')} things at places`,
      drain: (ms) => jobs.stop(ms),
      close: async () => {
        await jobs.stop(0);
        await text.close();
        await follower.stop();
        await checkpoints.stop();
        await database.close();
      },
    };
  } catch (cause) {
    await database.close();
    throw cause;
  }
}

/** Reference data always, demo data when asked for and not there yet. */
export async function loadSeed(
  database: Database,
  config: Config,
  day: string,
  tell: (step: Step, part: string | null, done: number, total: number) => void,
): Promise<void> {
  tell('reference', null, 0, 0);
  await runSeed(config, ['reference'], ({ step, done, total }) => tell('reference', step, done, total));
  if (!config.demo || (await isSeeded(database))) return;
  tell('demo', null, 0, 0);
  await database.relaxDurability(true);
  await runSeed(config, ['demo', '--scale', String(config.seedScale), '--as-of', day], ({ step, done, total }) =>
    tell('demo', step, done, total),
  );
  await vacuumAnalyze(database);
  await database.relaxDurability(false);
}

async function isSeeded(database: Database): Promise<boolean> {
  const { rows } = await database.pool.query<{ done: boolean }>(
    "SELECT EXISTS (SELECT FROM seed_runs WHERE name = 'demo' AND finished_at IS NOT NULL) AS done",
  );
  return rows[0]!.done;
}

const answers = ({ pool }: Database): Promise<boolean> => inTime(pool.query('SELECT 1'));

function inTime(work: Promise<unknown>): Promise<boolean> {
  const isDone = work.then(
    () => true,
    () => false,
  );
  return Promise.race([isDone, wait(HEALTH_MS).then(() => false)]);
}
