import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openKeys, type Keys } from '../../crypto/keys.ts';
import { hashPassword } from '../../crypto/password.ts';
import { toRelyingParty } from '../passkeys/relying-party.ts';
import { beginPasskeySignIn } from '../passkeys/service.ts';
import { signInWithPassword } from '../passwords/service.ts';
import { startRecovery } from '../second-factors/finishing.ts';
import { currentConsent } from '../../contract/consents.ts';
import { countStatements } from '../../testing/counted.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { chooseMessenger } from './messenger.ts';
import { sendSignInCode, signInWithCode } from './service.ts';

let db: TestDatabase;
let folder: string;
let keys: Keys;
beforeAll(async () => {
  db = await openTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'zlm-statements-'));
  keys = await openKeys(path.join(folder, 'keys.json'));
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

const entering = {
  ...{ actor: { kind: 'anonymous' } as const, now: new Date(), requestId: 'r', device: 'test', deviceToken: null },
  ...{ isShared: false, lang: 'zh-CN' as const, isSpent: false },
};
const phone = (n: number) => ({ kind: 'phone', value: `1361234000${n}` }) as const;

/** What is asked of the database, transaction by transaction. */
function setUp() {
  const counted = countStatements(db);
  const parts = { database: counted.database, keys, messenger: chooseMessenger({ demoAccounts: true }) };
  return { parts, take: counted.take };
}
const transactions = (asked: readonly string[]) => asked.filter((text) => /^begin\b/i.test(text)).length;

async function signIn({ parts }: ReturnType<typeof setUp>, contact: ReturnType<typeof phone>) {
  const { challenge } = await sendSignInCode(parts, contact, entering);
  const { rows } = await db.pool.query<{ code: string }>('SELECT code FROM stand_in_messages ORDER BY id DESC LIMIT 1');
  const { version: consent } = currentConsent('account');
  return signInWithCode(parts, { challenge, code: rows[0]!.code, contact, consent }, entering);
}

test('a code is sent and answered in one transaction each, and a wrong one counts all the same', async () => {
  const town = setUp();
  await signIn(town, phone(1));
  const first = town.take();
  expect([transactions(first), first.length]).toEqual([2, 21]);
  // The head of the record is held from the last statement to the commit alone.
  expect(first.slice(-2)).toEqual([expect.stringContaining('append_audit'), expect.stringMatching(/^commit$/i)]);
  await signIn(town, phone(1));
  expect(transactions(town.take())).toBe(2);

  const { challenge } = await sendSignInCode(town.parts, phone(2), entering);
  const wrong = { challenge, code: '000000', contact: phone(2) };
  const { rows } = await db.pool.query<{ code: string }>('SELECT code FROM stand_in_messages ORDER BY id DESC LIMIT 1');
  const isLucky = rows[0]!.code === wrong.code;
  await expect(
    signInWithCode(town.parts, { ...wrong, code: isLucky ? '000001' : wrong.code }, entering),
  ).rejects.toThrow();
  const tries = await db.pool.query<{ tries: number }>('SELECT tries FROM challenges WHERE id = $1', [challenge]);
  expect(tries.rows).toEqual([{ tries: 1 }]);
});

test('what is asked of the database is the same for those it knows and for all others', async () => {
  const town = setUp();
  const { answer } = await signIn(town, phone(3));
  await db.pool.query(
    "INSERT INTO credentials (account_id, kind, data) VALUES ($1, 'password', jsonb_build_object('hash', $2::text))",
    [answer.me!.account, await hashPassword('tuesday-lamp-river')],
  );
  await signIn(town, phone(4));
  const party = toRelyingParty('https://map.example.org');
  const WAYS: [string, (contact: ReturnType<typeof phone>) => Promise<unknown>][] = [
    ['a code', (contact) => sendSignInCode(town.parts, contact, entering)],
    ['a password', (contact) => signInWithPassword(town.parts, { contact, password: 'not-the-password' }, entering)],
    ['a passkey', () => beginPasskeySignIn(town.parts, { actor: entering.actor, party })],
    ['a recovery', () => startRecovery(town.parts, entering, 'x'.repeat(43))],
  ];
  for (const [name, ask] of WAYS) {
    town.take();
    const asked: string[][] = [];
    // With a password, without one, and nobody's.
    for (const contact of [phone(3), phone(4), phone(9)]) {
      await ask(contact).catch(() => undefined);
      asked.push(town.take());
    }
    expect(asked[0]!.length, name).toBeGreaterThan(2);
    expect(asked[1], name).toEqual(asked[0]);
    expect(asked[2], name).toEqual(asked[0]);
  }
});
