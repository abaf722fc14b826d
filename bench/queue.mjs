// The queue of a moderator where 10,000 submissions wait, over HTTP: first page for one of the whole tree, of a topic and of a
// county, with filters, a late page, its points on the map, and one that
// is opened. Says p50 and p95, and ends with 1 where a p95 is above
// 300 ms. --waiting=10000 --nodes=3000 --times=40
import { loadavg } from 'node:os';
import { describe } from './engine/stats.mjs';
import { plantQueue, signInModerator } from './queue/plant.mjs';
import { startTown } from './sign-in/town.mjs';
import { plantTree } from './tree/plant.mjs';

const GOAL_MS = 300;
const option = (name, otherwise) =>
  Number(process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const [waiting, nodes, times] = [option('waiting', 10_000), option('nodes', 3_000), option('times', 40)];

const town = await startTown('embedded', { scale: 0.05 });
if (!town) throw new Error('there is no embedded database');
const { origin, owner } = town;
let failed = 0;
try {
  const institution = await plantTree(owner, nodes);
  const county = await plantQueue(owner, waiting);
  const everywhere = await signInModerator(owner, {});
  const whole = await signInModerator(owner, { institution });
  const topical = await signInModerator(owner, { institution, topics: ['calligraphy', 'dance'] });
  const local = await signInModerator(owner, { institution, division: county });
  await settle();
  const { counts } = await ask(everywhere);
  const first = (await ask(whole)).rows[0].revision;
  console.log(
    `${counts.all} wait, ${counts.reports} of them reports; ${nodes} institutions; ${times} times each, load ${loadavg()[0].toFixed(1)}`,
  );
  await measure('everywhere', everywhere);
  await measure('whole tree', whole);
  await measure('of two topics', topical);
  await measure('of a county', local);
  await measure('filter: topic', whole, '?topic=calligraphy');
  await measure('filter: division and kind', whole, '?division=330100&kind=activity');
  await measure('filter: flag', whole, '?flag=duplicate');
  await measure('filter: overdue', whole, '?overdue=true');
  await measure('page 100 rows down', whole, `?cursor=${await cursorAfter(whole, 1)}`);
  await measure('page 5,000 rows down', whole, `?limit=100&cursor=${await cursorAfter(whole, 50)}`);
  await measure('on the map', whole, '', '/api/moderation/map');
  await measure('one to decide', whole, '', `/api/moderation/revisions/${first}`);
  await measure('the same as its form', whole, '', `/api/pin-revisions/${first}`);
  await measure(
    'of two topics, as its form',
    topical,
    '',
    `/api/pin-revisions/${(await ask(topical)).rows[0].revision}`,
  );
} finally {
  await town.stop();
}
process.exit(failed === 0 ? 0 : 1);

async function measure(name, cookie, query = '', path = '/api/moderation') {
  const taken = [];
  let total = 0;
  await ask(cookie, query, path);
  for (let n = 0; n < times; n++) {
    const began = performance.now();
    const answer = await ask(cookie, query, path);
    taken.push(performance.now() - began);
    total = answer.total ?? answer.points?.length ?? 1;
  }
  const { p50, p95 } = describe(taken);
  console.log(`${name.padEnd(26)} p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, of ${total}`);
  if (p95 > GOAL_MS) failed++;
}

async function ask(cookie, query = '', path = '/api/moderation') {
  const answer = await fetch(origin + path + query, { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`${path}${query}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
async function cursorAfter(cookie, pages) {
  let cursor = '';
  for (let n = 0; n < pages; n++) cursor = (await ask(cookie, `?limit=100${cursor && `&cursor=${cursor}`}`)).next;
  return cursor;
}

/** Waits until the catalogue has taken in the tree. */
async function settle() {
  const { rows } = await owner.query("SELECT count(*)::int AS n FROM institutions WHERE state = 'published'");
  for (;;) {
    const answer = await fetch(`${origin}/api/search?kind=institution&limit=1`);
    if ((await answer.json()).total >= rows[0].n) break;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  await new Promise((resolve) => setTimeout(resolve, 10_000));
}
