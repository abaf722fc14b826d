import type pg from 'pg';

const PRIVILEGE = '42501';
const CONTROL = `(SELECT system_identifier::text FROM pg_control_system()), (SELECT timeline_id::text FROM pg_control_checkpoint())`;
const HERE = `(SELECT oid::text FROM pg_database WHERE datname = current_database()), 'changes'::regclass::oid::text`;
// A dump is restored with its triggers last: without them rows may be missing, and changes go unnoticed.
const IS_WHOLE = `EXISTS (SELECT FROM pg_trigger WHERE tgfoid = 'note_changes'::regproc)`;

/** Cluster, timeline, database and log of changes: another text after any restore. Throws while one is under way. */
export async function readOrigin(client: pg.ClientBase): Promise<string> {
  const read = async (...parts: string[]) => {
    const text = `SELECT concat_ws('/', ${parts.join()}) AS origin, ${IS_WHOLE} AS "isWhole"`;
    return (await client.query<{ origin: string; isWhole: boolean }>(text)).rows[0]!;
  };
  const { origin, isWhole } = await read(CONTROL, HERE).catch((cause: unknown) => {
    if ((cause as { code?: string }).code !== PRIVILEGE) throw cause;
    return read(HERE);
  });
  if (!isWhole) throw new Error('the database is being restored');
  return origin;
}
