import { KeysBroken, openKeys, type Keys } from './crypto/keys.ts';
import { StartupError, type Database } from './db/index.ts';

/** The keys that this database was used with from the beginning. Throws StartupError for others. */
export async function openOwnKeys({ pool }: Database, file: string): Promise<Keys> {
  const keys = await openKeys(file).catch((cause: unknown) => {
    if (cause instanceof KeysBroken) throw new StartupError('keys', cause.message);
    throw cause;
  });
  // Before anybody gave anything of theirs there is nothing to lose.
  await pool.query('UPDATE installation SET keys_id = $1 WHERE keys_id IS NULL OR NOT EXISTS (SELECT FROM persons)', [
    keys.id,
  ]);
  const { rows } = await pool.query<{ keys_id: string }>('SELECT keys_id FROM installation');
  if (rows[0]!.keys_id === keys.id) return keys;
  throw new StartupError(
    'keys',
    `The keys in ${file} are not those of this database: what is sealed in it could not be read. ` +
      'Put the file that belongs to it there, or set KEYS_FILE.',
  );
}
