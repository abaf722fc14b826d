// Searches under load while the search server is killed, hangs or tells nonsense: no answer may be a 5xx, 95 of 100 must
// come within 800 ms, over all and during each illness, and within ten seconds of being well again it must be used. Ends
// with 1 when one of these fails. `plain` are answers that ask no search server: what the machine itself takes.
// --minutes=5 --connections=4 --scale=0.1. The search server is a stand-in made for tests, which can be made ill.
import { askAll, within } from './soak-search/load.mjs';
import { importStandIn } from './soak-search/stand-in.mjs';
import { startWorld } from './soak-search/world.mjs';

const GOAL_MS = 800;
const BACK_MS = 10_000;
const ILLS = ['kill', 'hang', 'slow', 'fail', 'garbage', 'misshapen', 'cut', 'foreign', 'lose-tasks', 'fail-tasks'];

const option = (name, otherwise) =>
  Number(process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const minutes = option('minutes', 5);
const connections = option('connections', 4);

const { startStandIn } = await importStandIn();
const standIn = await startStandIn();
const world = await startWorld({ standIn, scale: option('scale', 0.1) });
/** @type {string[]} */
const faults = [];
/** @type {{ name: string, times: number[], plain: number[], degraded: number, back?: number | null }[]} */
const rows = [];
try {
  const filledMs = await world.searched();
  const documents = standIn.index('learning').documents.size;
  console.log(`${documents} documents filled ${(filledMs / 1000).toFixed(1)} s after the start was done`);
  const roundMs = (minutes * 60_000) / (ILLS.length + 1);
  rows.push(await load('well', roundMs));
  for (const ill of ILLS) {
    // Most of a round it is ill; what is left is for coming back.
    if (ill === 'kill') await standIn.kill();
    else standIn.mood = ill;
    const row = { ...(await load(ill, roundMs * 0.8)), back: /** @type {number | null} */ (null) };
    if (ill === 'kill') await standIn.revive();
    else standIn.mood = 'well';
    const back = load(`well after ${ill}`, roundMs * 0.2);
    row.back = await world.backWithin(BACK_MS);
    if (row.back === null) faults.push(`after ${ill} the search server was not used again within ${BACK_MS / 1000} s`);
    rows.push(row, await back);
  }
  await world.caughtUp();
} finally {
  await world.stop();
  await standIn.close();
}

async function load(name, ms) {
  const row = await askAll({ origin: world.origin, ms, connections, edit: world.edit });
  if (row.bad.length > 0) faults.push(`${name}: ${row.bad.length} bad answers, the first: ${row.bad[0]}`);
  return { name, ...row };
}

rows.push({
  name: 'all of it',
  times: rows.flatMap(({ times }) => times),
  plain: rows.flatMap(({ plain }) => plain),
  degraded: rows.reduce((sum, row) => sum + row.degraded, 0),
});
console.log('while the server (stand-in) is   answers  degraded    p50 ms    p95 ms    max ms p95 plain    back s');
for (const { name, times, plain, degraded, back } of rows) {
  const [p50, p95, max, plainP95] = [within(0.5, times), within(0.95, times), within(1, times), within(0.95, plain)];
  const share = `${Math.round((100 * degraded) / Math.max(1, times.length))} %`;
  const cells = [times.length, share, ...[p50, p95, max, plainP95].map((ms) => ms.toFixed(1))];
  const last = back === undefined || back === null ? '' : (back / 1000).toFixed(1);
  console.log(name.padEnd(30) + [...cells, last].map((cell) => String(cell).padStart(10)).join(''));
  // A short while after an illness has too few answers for a share of them.
  if (p95 > GOAL_MS && !name.startsWith('well after'))
    faults.push(`${name}: p95 is ${Math.round(p95)} ms, without a search server ${Math.round(plainP95)} ms`);
}
console.log(world.figures);
for (const fault of faults) console.log(`failed: ${fault}`);
console.log(faults.length === 0 ? 'no 5xx, p95 within the goal, back in time, index equal' : `${faults.length} failed`);
process.exit(faults.length === 0 ? 0 : 1);
