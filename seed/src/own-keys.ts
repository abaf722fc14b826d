import { existsSync } from 'node:fs';
import { openKeys, type Keys } from '@zlm/server/crypto/keys';
import type { ClientBase } from 'pg';

/** Throws with a sentence where the server has made none. */
export async function openOwnKeys({ keysFile }: { keysFile: string }): Promise<Keys> {
  if (!existsSync(keysFile))
    throw new Error(`there are no keys in ${keysFile}: start the server once (npm start), it makes them`);
  return openKeys(keysFile);
}

/** Throws with a sentence where the database knows other keys. */
export async function checkKeys(client: ClientBase, keys: Keys): Promise<void> {
  const { rows } = await client.query<{ keys_id: string | null }>('SELECT keys_id FROM installation');
  if (rows[0]?.keys_id !== keys.id)
    throw new Error('the keys file is not the one of this database: set KEYS_FILE as the server has it');
}
