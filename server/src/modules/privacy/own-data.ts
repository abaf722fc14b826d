import type { Lang } from '../../contract/lists.ts';
import type { Keys } from '../../crypto/keys.ts';
import { unseal } from '../../crypto/seal.ts';
import type { Tx } from '../../db/index.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import type { Parts } from '../../module.ts';
import { openBy } from '../audit/sealed-text.ts';
import { unwrapKey } from '../accounts/person-key.ts';
import { readPersonalData, type SealedValue, type ToldValue } from './queries.ts';
import type { FactTable } from './schema.ts';

export type PrivacyParts = Pick<Parts, 'database' | 'keys' | 'personal'>;

/** Everything that is kept about who acts, table by table, in their language. */
export async function tellOwnData(
  tx: Tx,
  { keys, personal }: Pick<PrivacyParts, 'keys' | 'personal'>,
  lang: Lang,
): Promise<FactTable[]> {
  const found = await readPersonalData(tx);
  return personal
    .map(({ table, names, why, kept, told }) => ({
      table,
      name: names[lang],
      why: why[lang],
      kept: kept.names[lang],
      rows: found
        .filter((row) => row.table === table)
        .map((row) =>
          Object.entries(told).map(([column, one]) => ({
            column,
            name: one.names[lang],
            value: say(keys, row.told[column] ?? null),
          })),
        ),
    }))
    .filter(({ rows }) => rows.length > 0);
}

const TIME = /^\d{4}-\d\d-\d\dT/;

function say(keys: Keys, value: ToldValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return TIME.test(value) ? toDateTime(new Date(value)) : value;
  if (typeof value !== 'object') return String(value);
  return 'about' in value ? open(keys, value) : value.join(' ');
}

/** Empty where nothing was given, or the key is gone. */
function open(keys: Keys, { sealed, about, person, account, key }: SealedValue): string {
  if (sealed === null || key === null) return '';
  const [text, wrapped] = [Buffer.from(sealed, 'base64'), Buffer.from(key, 'base64')];
  if (account !== undefined) return openBy(keys, { account, key: wrapped, sealed: text });
  return unseal(unwrapKey(keys, person!, wrapped), text, about);
}
