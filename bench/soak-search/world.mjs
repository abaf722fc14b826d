import { connectRunning } from '../../server/dist/db/index.js';
import { startApp } from '../../scripts/app-server.mjs';

const START_MS = 600_000;
const silent = { info() {}, warn() {}, error() {} };

/** The built server on a database of its own with demo data, which asks the stand-in. */
export async function startWorld({ standIn, scale }) {
  const environment = { MEILI_URL: standIn.url, MEILI_MASTER_KEY: standIn.key, LOG_LEVEL: 'error' };
  const app = await startApp({ scale, environment });
  const { origin } = app;
  const readyAt = performance.now();
  const pool = await connect(app.dataDir);
  const world = { origin, figures: await readFigures(), edit, searched, backWithin, caughtUp, stop };
  let edits = 0;
  return world;

  async function readFigures() {
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    return answer ? answer.text() : '';
  }
  /** Milliseconds from the start being done to the index being filled. */
  async function searched() {
    await until(START_MS, async () => /^search meilisearch$[^]*^search_index following$/m.test(await readFigures()));
    return performance.now() - readyAt;
  }
  /** Milliseconds until a search is not degraded; null when that takes too long. */
  async function backWithin(ms) {
    const began = performance.now();
    const isBack = async () => {
      const answer = await fetch(`${origin}/api/search?q=%E4%B9%A6%E6%B3%95&limit=1`).then((got) => got.json());
      return answer.degraded.length === 0;
    };
    return (await until(ms, isBack)) ? performance.now() - began : null;
  }
  async function edit() {
    const at = ++edits % 50;
    await pool.query(
      `UPDATE activities SET title = regexp_replace(title, '（[0-9]+）$', '') || $2
       WHERE id = (SELECT id FROM activities ORDER BY id OFFSET $1 LIMIT 1)`,
      [at, `（${edits}）`],
    );
  }
  /** Rejects when the index does not come to hold what the database holds. */
  async function caughtUp() {
    const { rows } = await pool.query(
      'SELECT id || $1 || coalesce(place_id, 0) AS key, title FROM public_activities ORDER BY id LIMIT 60',
      ['-'],
    );
    const isEqual = () =>
      rows.every(({ key, title }) => standIn.index('learning')?.documents.get(key)?.title === title);
    if (!(await until(60_000, isEqual))) throw new Error('the index of the search server did not catch up');
    world.figures = await readFigures();
  }
  async function stop() {
    await pool.end();
    await app.stop();
  }
}

async function connect(dataDir) {
  const pool = await connectRunning(dataDir, silent);
  if (!pool) throw new Error('the embedded database takes no connections');
  return pool;
}

async function until(ms, isSo) {
  for (const end = performance.now() + ms; performance.now() < end;) {
    if (await isSo()) return true;
    await new Promise((done) => setTimeout(done, 200));
  }
  return false;
}
