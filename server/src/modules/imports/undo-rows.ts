import type { Lang } from '../../contract/lists.ts';
import type { JobKind } from '../../module.ts';
import { act, type Acting } from '../audit/act.ts';
import { openFor } from './as-account.ts';
import { listLeft, undoRows } from './queries.ts';

const AT_ONCE = 25;
/** Read by who looks at the history of what is withdrawn. */
const SAID: Record<Lang, string> = { 'zh-CN': '撤销导入', en: 'The import was undone' };

/** Takes back what was accepted, the last rows first; what somebody changed or decided since is left. */
export const undoRowsJob: JobKind = {
  kind: 'imports.undo',
  run: async ({ database }, { id: job, payload, now, signal }) => {
    const id = String(payload['import']);
    const opened = await openFor(database, id);
    if (opened) {
      try {
        const acting = { actor: opened.actor, now, requestId: `job:${job}` };
        while (await undoSome(database, acting, id)) signal.throwIfAborted();
      } finally {
        await opened.end();
      }
    }
    // What is not done by then can be tried again.
    await database.pool.query(
      `UPDATE imports SET changed_at = now(), state = CASE WHEN EXISTS (SELECT FROM import_rows r WHERE r.import_id = imports.id
           AND r.accepted_at IS NOT NULL AND r.undone_at IS NULL AND r.left_reason IS NULL) THEN 'done' ELSE 'undone' END
       WHERE id = $1 AND state = 'undoing'`,
      [id],
    );
  },
};

/** False where nothing is left, or nothing may be done any more. */
function undoSome(database: Parameters<typeof act>[0], acting: Acting, id: string) {
  return act(database, acting, async (tx, note) => {
    const { kind, lang, lines } = await listLeft(tx, id, AT_ONCE);
    if (lines.length === 0) return false;
    const rows = await undoRows(tx, id, lines, SAID[lang]);
    for (const { line, did, pin, revision } of rows)
      if (did !== null) note({ action: did, subject: `${kind}:${pin}`, after: { revision, import: id, line } });
    return true;
  });
}
