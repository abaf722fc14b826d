import { once } from 'node:events';
import { parentPort } from 'node:worker_threads';
import { BrokenFile } from './broken-file.ts';
import { readFile, type ReadFile } from './read-file.ts';
import type { FromReading, ReadingTask } from './reading-thread.ts';
import { findSheets } from './sheet/find-sheets.ts';

const port = parentPort!;
const answer = (message: FromReading) => port.postMessage(message);

// One task after the other: each begins when the one before is told.
port.on('message', (message: ReadingTask | 'more') => {
  if (message !== 'more') void read(message).then(answer);
});

async function read({ kind: name, vocabularies, mapping, ...task }: ReadingTask): Promise<FromReading> {
  const sheets = await findSheets(vocabularies);
  const kind = sheets.all.find((sheet) => sheet.name === name)!;
  try {
    return { done: await tell(await readFile({ ...task, kind, sheets, ...(mapping && { mapping }) })) };
  } catch (cause) {
    if (!(cause instanceof BrokenFile)) throw cause;
    const { reason, detail, shown } = cause;
    return { broken: { reason, detail, shown } };
  }
}

// Taking over that many keeps the server from answering for some milliseconds.
const AT_ONCE = 500;

/** Rows go over in parts, each asked for: who takes them answers others between two. */
async function tell({
  rows,
  drafts,
  rejected,
  ...rest
}: ReadFile): Promise<Omit<ReadFile, 'rows' | 'drafts' | 'rejected'>> {
  const length = Math.max(rows.length, drafts.length, rejected.length);
  for (let at = 0; at < length; at += AT_ONCE) {
    const of = <T>(all: readonly T[]) => all.slice(at, at + AT_ONCE);
    const more = once(port, 'message');
    answer({ part: { rows: of(rows), drafts: of(drafts), rejected: of(rejected) } });
    await more;
  }
  return rest;
}
