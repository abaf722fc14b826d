// Many sign in at once while somebody moves the map, then contacts with and without an account are asked for in turn: no
// answer may be a 5xx, all must be in within 30 s, tiles stay within twice their p95, and the medians of those with and
// without an account lie at most 5 ms apart. Ends with 1 when one of these fails. --people=200 --scale=0.05
// --database=embedded,server (PostgreSQL with PostGIS, where it is installed).
import { hashPassword } from '../server/dist/crypto/password.js';
import { signInTogether } from './sign-in/crowd.mjs';
import { timeKnownAndUnknown } from './sign-in/oracle.mjs';
import { startTown } from './sign-in/town.mjs';

const GOALS = { seconds: 30, tiles: 2, apartMs: 5 };
const option = (name, otherwise) =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise;
const people = Number(option('people', '200'));
const scale = Number(option('scale', '0.05'));
/** @type {string[]} */
const faults = [];

for (const kind of option('database', 'embedded,server').split(',')) {
  const town = await startTown(kind, { scale });
  if (!town) {
    console.log(`${kind}: no PostgreSQL is installed here`);
    continue;
  }
  try {
    await measure(town);
  } finally {
    await town.stop();
  }
}
for (const fault of faults) console.log(`failed: ${fault}`);
console.log(faults.length === 0 ? 'all goals met' : `${faults.length} failed`);
process.exit(faults.length === 0 ? 0 : 1);

async function measure(town) {
  const phonesFrom = (first) => Array.from({ length: people }, (_, n) => String(first + n));
  const known = phonesFrom(13_900_000_000);
  const crowd = await signInTogether(town, known);
  const bad = crowd.people.flatMap(({ statuses }) => statuses).filter((status) => status !== 200);
  const [quiet, beside] = [crowd.quiet.p95, crowd.beside.p95];
  console.log(
    `${town.kind}: ${people} sign-ins at once in ${crowd.seconds.toFixed(1)} s, other answers than 200: ${bad.length}; ` +
      `p95 of a tile: quiet ${quiet.toFixed(1)} ms, meanwhile ${beside.toFixed(1)} ms`,
  );
  if (bad.length > 0) faults.push(`${town.kind}: answers ${[...new Set(bad)].join(', ')}`);
  if (crowd.seconds > GOALS.seconds) faults.push(`${town.kind}: ${crowd.seconds.toFixed(1)} s`);
  if (beside > GOALS.tiles * quiet)
    faults.push(`${town.kind}: tiles take ${(beside / quiet).toFixed(1)} times as long`);
  await town.owner.query(
    `INSERT INTO credentials (account_id, kind, data) SELECT id, 'password', jsonb_build_object('hash', $1::text)
     FROM accounts WHERE NOT is_demo`,
    [await hashPassword('tuesday-lamp-river')],
  );
  for (const row of await timeKnownAndUnknown(town, { known, unknown: phonesFrom(13_800_000_000) })) {
    console.log(
      `${town.kind}: ${row.name.padEnd(16)} medians of ${people}: with an account ${row.known.toFixed(2)} ms, ` +
        `without ${row.unknown.toFixed(2)} ms, apart ${row.difference.toFixed(2)} ms (${row.statuses.join(', ')})`,
    );
    if (row.difference > GOALS.apartMs)
      faults.push(`${town.kind}: ${row.name} differs by ${row.difference.toFixed(1)} ms`);
  }
}
