import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

export interface Crash {
  /** The last number whose commit the killed process had been told of; 0 for none. */
  acknowledged: number;
  /** The largest number found when it opened the database. */
  found: number;
  /** Time to open the database, in ms; null when it was killed before. */
  openMs: number | null;
}

const DATABASE = new URL('../../dist/db/index.js', import.meta.url).href;

// Writes the numbers after the largest one found, each with an entry of the record of acts, and says it when its commit is
// acknowledged.
const WRITER = `(async () => {
  const { openDatabase } = await import(process.argv[1]);
  const started = performance.now();
  const { pool } = await openDatabase({ dataDir: process.argv[2] });
  await pool.query('CREATE TABLE IF NOT EXISTS ledger (n int PRIMARY KEY, twin int NOT NULL, padding text NOT NULL)');
  const { rows } = await pool.query('SELECT coalesce(max(n), 0) AS last, count(*) AS size FROM ledger WHERE n = twin');
  const { last, size } = rows[0];
  if (Number(size) !== last) throw new Error(size + ' rows up to number ' + last);
  console.log('open', last, performance.now() - started);
  for (let n = last + 1; ; n++) {
    const entry = JSON.stringify({ action: 'crash.write', actor: 'system:crash', at: n, request: 'r', subject: 'ledger:' + n });
    const client = await pool.connect();
    await client.query("BEGIN; SELECT set_config('app.actor', 'system:crash', true)");
    await client.query('INSERT INTO ledger VALUES ($1, $1, $2)', [n, 'x'.repeat((n * 37) % 3000)]);
    await client.query('SELECT append_audit($1)', [[entry]]);
    await client.query('COMMIT');
    client.release();
    console.log('ack', n);
    if (n % 200 === 0) await pool.query('CHECKPOINT');
  }
})()`;

/** Lets a process write to the database in `dataDir`, which has all tables, and kills it `afterMs` after it was opened (negative: after its start). */
export async function crashWriter(dataDir: string, afterMs: number): Promise<Crash> {
  const writer = spawn(process.execPath, ['-e', WRITER, DATABASE, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const crash: Crash = { acknowledged: 0, found: 0, openMs: null };
  const lines = createInterface(writer.stdout);
  const opened = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      const [word, number, ms] = line.split(' ');
      if (word === 'ack') crash.acknowledged = Number(number);
      else {
        crash.found = Number(number);
        crash.openMs = Number(ms);
        resolve();
      }
    });
  });
  const exited = once(writer, 'exit');
  const drained = once(lines, 'close');
  if (afterMs >= 0) await Promise.race([opened, exited]);
  await Promise.race([wait(Math.abs(afterMs)), exited]);
  if (writer.exitCode !== null) throw new Error(`the writer ended by itself with ${writer.exitCode}`);
  writer.kill('SIGKILL');
  await Promise.all([exited, drained]);
  return crash;
}
