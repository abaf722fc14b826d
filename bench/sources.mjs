// A feed of 100,000 things through a source of the built server: minutes to its end and things per second, p95 of tiles before,
// meanwhile and afterwards; then the seconds from when the feed says a change until the API and a tile show it. Says which
// goals are met: 100,000 in 10 min, tiles at most twice as long as on the same things quiet, p95 of a change 60 s.
// --things=100000 --changes=12 --on=embedded|server
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { findFreePort } from '../scripts/free-port.mjs';
import { describe } from './engine/stats.mjs';
import { startTown } from './sign-in/town.mjs';
import { measureLag } from './sources/lag.mjs';
import { openSource } from './sources/source.mjs';
import { watchTiles } from './sources/tiles.mjs';

const GOALS = { minutes: 10, things: 100_000, ratio: 2, lagSeconds: 60 };
const QUIET_MS = 15_000;
const option = (name, otherwise) =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise;
const [things, changes] = [Number(option('things', '100000')), Number(option('changes', '12'))];
const kind = option('on', 'embedded');

const port = await findFreePort();
const feed = fork(new URL('sources/serve.mjs', import.meta.url), [String(port), String(things)]);
await once(feed, 'message');
const town = await startTown(kind, { scale: 0.05, environment: { SOURCE_ORIGINS: `http://127.0.0.1:${port}` } });
if (!town) throw new Error(`there is no ${kind} database`);
try {
  console.log(`${things} things, ${kind}, load ${loadavg()[0].toFixed(1)}`);
  const source = await openSource(town, `http://127.0.0.1:${port}/items`);
  const tiles = watchTiles(town.origin);
  const before = await quiet(tiles);
  tiles.mark();
  const { seconds, run } = await source.walk();
  const meanwhile = tiles.read();
  const { counts } = await source.read();
  console.log(`walked in ${(seconds / 60).toFixed(2)} min, ${(things / seconds).toFixed(0)} things a second`);
  console.log(`  ${JSON.stringify(counts)} ${JSON.stringify(run.counts)}, ${run.pages} pages`);
  const after = await quiet(tiles);
  for (const [name, { p50, p95, n }] of Object.entries({ before, meanwhile, after }))
    console.log(`tiles ${name.padEnd(10)} p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, of ${n}`);
  const ratio = meanwhile.p95 / after.p95;
  await tiles.stop();
  const lags = describe(await measureLag({ ...town, source, say, things, changes }));
  console.log(`a change is shown after p50 ${lags.p50.toFixed(1)} s, p95 ${lags.p95.toFixed(1)} s, of ${changes}`);
  tell(
    `minutes for 100,000${things === GOALS.things ? '' : `, reckoned from ${things}`}`,
    (seconds / 60 / things) * GOALS.things,
    GOALS.minutes,
  );
  tell('tiles meanwhile to quiet', ratio, GOALS.ratio);
  tell('seconds to a change', lags.p95, GOALS.lagSeconds);
} finally {
  await town.stop();
  feed.disconnect();
}

async function quiet(tiles) {
  await wait(QUIET_MS / 3);
  tiles.mark();
  await wait(QUIET_MS);
  return tiles.read();
}
async function say(n, to) {
  feed.send({ n, to });
  await once(feed, 'message');
}
function tell(name, value, goal) {
  console.log(`${value <= goal ? 'met   ' : 'MISSED'} ${name}: ${value.toFixed(2)} of at most ${goal}`);
}
