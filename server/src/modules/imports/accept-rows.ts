import type { Flag } from '../../contract/lifecycle.ts';
import type { FlagSource, Tx } from '../../db/index.ts';
import type { JobKind } from '../../module.ts';
import { act, type Acting } from '../audit/act.ts';
import { openFor } from './as-account.ts';
import { acceptRows, listWanted, type WantedRow } from './queries.ts';

const AT_ONCE = 25;

/** Submits what was accepted, some rows a transaction, each once whatever is killed when. */
export const acceptRowsJob: JobKind = {
  kind: 'imports.accept',
  run: async ({ database, flags }, { id: job, payload, now, signal }) => {
    const id = String(payload['import']);
    const opened = await openFor(database, id);
    if (opened) {
      try {
        const acting = { actor: opened.actor, now, requestId: `job:${job}` };
        while (await acceptSome(database, acting, id, flags)) signal.throwIfAborted();
      } finally {
        await opened.end();
      }
    }
    // Whose sessions were ended meanwhile accepts nothing more.
    await database.pool.query(
      `WITH ended AS (UPDATE imports SET state = 'done', changed_at = now() WHERE id = $1 AND state = 'accepting' RETURNING id)
       UPDATE import_rows r SET is_wanted = false FROM ended e WHERE r.import_id = e.id AND r.is_wanted`,
      [id],
    );
  },
};

/** False where nothing is left, or nothing may be done any more. */
function acceptSome(database: Parameters<typeof act>[0], acting: Acting, id: string, sources: readonly FlagSource[]) {
  return act(database, acting, async (tx, note) => {
    const wanted = await listWanted(tx, id, AT_ONCE);
    if (wanted.length === 0) return false;
    const told = Object.fromEntries(
      await Promise.all(wanted.map(async (row) => [row.line, await raise(tx, sources, row)] as const)),
    );
    const rows = await acceptRows(tx, id, told);
    const { kind } = wanted[0]!;
    for (const { line, pin, revision, n, saved } of rows)
      note({ action: 'pins.submit', subject: `${kind}:${pin}`, after: { revision, n, saved, import: id, line } });
    return true;
  });
}

/** Of what is new it is not known yet which one it will be. */
async function raise(tx: Tx, sources: readonly FlagSource[], { kind, pin, body }: WantedRow): Promise<Flag[]> {
  const raised: Flag[] = [];
  for (const { flag, isRaised } of sources) if (await isRaised(tx, { kind, pin: pin ?? 0, body })) raised.push(flag);
  return raised;
}
