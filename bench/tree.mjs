// The institution tree of a province of 30,000 institutions over HTTP: the whole skeleton as browsers ask for it, the first
// question for another day, the first one after a change, and one branch. Says p50 and p95, and ends with 1 where a p95
// is above 50 ms. --nodes=30000 --times=100
import { get } from 'node:http';
import { loadavg } from 'node:os';
import { describe } from './engine/stats.mjs';
import { startTown } from './sign-in/town.mjs';
import { plantTree } from './tree/plant.mjs';

const GOAL_MS = 50;
const option = (name, otherwise) =>
  Number(process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const [nodes, times] = [option('nodes', 30_000), option('times', 100)];

const town = await startTown('embedded', { scale: 0.01 });
if (!town) throw new Error('there is no embedded database');
const { origin, owner } = town;
let failed = 0;
try {
  const root = await plantTree(owner, nodes);
  const skeleton = `/api/institution-tree/${root}/skeleton`;
  await settle();
  console.log(`${nodes} institutions, ${times} times each, load ${loadavg()[0].toFixed(1)}`);
  for (const coding of ['identity', 'br', 'gzip'])
    await measure(`whole skeleton, ${coding}`, () => ask(skeleton, coding));
  // Days in an order that no cache of neighbours knows.
  const days = Array.from({ length: times }, (_, n) => dayOf((n * 7_919) % 20_000));
  await measure('first of another day, br', (n) => ask(`${skeleton}?asOf=${days[n]}`, 'br'));
  await measure('one branch', () => ask(`/api/institution-tree/${root}`, 'br'));
  await measure(
    'first after a change, br',
    async (n) => {
      await owner.query('UPDATE institutions SET name = $2 WHERE id = $1', [root, `浙江${n}`]);
      for (;;) {
        const last = await ask(skeleton, 'identity');
        if (JSON.parse(last.text).names[0] === `浙江${n}`) return last;
      }
    },
    Math.min(times, 10),
  );
} finally {
  await town.stop();
}
process.exit(failed === 0 ? 0 : 1);

async function measure(name, run, count = times) {
  const taken = [];
  let bytes = 0;
  for (let n = 0; n < count; n++) {
    const answer = await run(n);
    taken.push(answer.ms);
    bytes = answer.bytes;
  }
  const { p50, p95 } = describe(taken);
  console.log(
    `${name.padEnd(26)} p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${Math.round(bytes / 1000)} kB, first ${taken[0].toFixed(0)} ms`,
  );
  if (p95 > GOAL_MS) failed++;
}

/** Waits until the catalogue has taken in what was planted, and what is loaded again beside it is done. */
async function settle() {
  const { rows } = await owner.query("SELECT count(*)::int AS n FROM institutions WHERE state = 'published'");
  const count = async () => (await askJson('/api/search?kind=institution&limit=1')).total;
  while ((await count()) < rows[0].n) await pause(250);
  await pause(15_000);
}
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
async function askJson(path) {
  return JSON.parse((await ask(path)).text);
}

/** Milliseconds until the last byte; not unpacked, as a browser does that elsewhere. */
function ask(path, coding = 'identity') {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    get(origin + path, { headers: { 'accept-encoding': coding } }, async (response) => {
      const chunks = [];
      for await (const chunk of response) chunks.push(chunk);
      const ms = performance.now() - began;
      const body = Buffer.concat(chunks);
      if (response.statusCode !== 200) reject(new Error(`${path}: ${response.statusCode} ${body.toString()}`));
      resolve({ ms, bytes: body.length, text: coding === 'identity' ? body.toString() : '' });
    }).on('error', reject);
  });
}

function dayOf(n) {
  return new Date(Date.UTC(1980, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
}
