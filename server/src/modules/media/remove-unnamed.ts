import type { Database } from '../../db/index.ts';
import type { FileStore } from '../../file-store/port.ts';
import { namesOf } from './names.ts';

const AT_ONCE = 200;
const UNNAMED = `NOT EXISTS (SELECT FROM named_files n WHERE n.sha256 = f.sha256)`;

/**
 * Removes what nobody meant to use for a day and nothing names. Marked first: from then on nobody can name it, and who was
 * about to has either done so or waits. What is named by then is kept.
 */
export async function removeUnnamedFiles(
  { pool }: Pick<Database, 'pool'>,
  store: FileStore,
  signal: AbortSignal,
): Promise<number> {
  let removed = 0;
  // Shown by what is no more.
  await pool.query(
    `DELETE FROM thing_photos p USING changes c WHERE c.kind = p.kind AND c.id = p.thing_id AND c.deleted`,
  );
  for (;;) {
    signal.throwIfAborted();
    await pool.query(
      `UPDATE files SET is_leaving = true WHERE sha256 IN (
        SELECT f.sha256 FROM files f WHERE NOT f.is_leaving AND f.held_at < now() - interval '1 day' AND ${UNNAMED}
        ORDER BY f.held_at LIMIT $1 FOR UPDATE SKIP LOCKED)`,
      [AT_ONCE],
    );
    await pool.query(`UPDATE files f SET is_leaving = false WHERE f.is_leaving AND NOT (${UNNAMED})`);
    const { rows } = await pool.query<{ sha256: string }>('SELECT sha256 FROM files WHERE is_leaving LIMIT $1', [
      AT_ONCE,
    ]);
    if (rows.length === 0) return removed;
    for (const { sha256 } of rows) {
      signal.throwIfAborted();
      for (const name of namesOf(sha256)) await store.remove(name);
      await pool.query('DELETE FROM files WHERE sha256 = $1 AND is_leaving', [sha256]);
      removed += 1;
    }
  }
}
