import type { JobKind } from '../../module.ts';

/** Longer than any step of a job that still runs: each tells of itself. */
const STUCK = "interval '15 minutes'";

/** What a job left that was killed too often: it holds up no other import, and what was done of it stays and may be undone. */
export const releaseStuckJob: JobKind = {
  kind: 'imports.release-stuck',
  every: '10 minutes',
  run: async ({ database }) => {
    await database.pool.query(`
      WITH stuck AS (SELECT id, state FROM imports
        WHERE state IN ('reading', 'accepting', 'undoing') AND changed_at < now() - ${STUCK} FOR UPDATE SKIP LOCKED),
      unwanted AS (UPDATE import_rows r SET is_wanted = false FROM stuck s WHERE r.import_id = s.id AND r.is_wanted)
      UPDATE imports i SET changed_at = now(), state = CASE s.state WHEN 'reading' THEN 'broken' ELSE 'done' END,
        broken = CASE s.state WHEN 'reading' THEN '{"reason": "failed", "detail": ""}'::jsonb ELSE i.broken END
      FROM stuck s WHERE i.id = s.id`);
  },
};
