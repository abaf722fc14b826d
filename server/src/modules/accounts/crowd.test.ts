import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { hashPassword } from '../../crypto/password.ts';
import { foundTown, type Town } from '../../testing/people.ts';
import { CONSENT, Visitor } from '../../testing/visitor.ts';
import { ask } from '../../testing/wire.ts';

const PEOPLE = process.env['SIZE'] === 'full' ? 200 : 60;
/** Tiles are asked for as somebody moves the map. */
const EVERY_MS = 50;
const PASSWORD = 'tuesday-lamp-river';
const TILES = Array.from(
  { length: 30 },
  (_, n) => `/tiles/learning/11/${1708 + (n % 6)}/${838 + Math.floor(n / 6)}.mvt`,
);

let town: Town;
beforeAll(async () => {
  town = await foundTown({ trustedProxies: 1, scale: 0.01 });
});
afterAll(() => town.close());

/** Milliseconds of tiles asked for one after another while something else goes on. */
async function timeTiles(until: Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  let isOver = false;
  void until.finally(() => (isOver = true)).catch(() => undefined);
  while (!isOver || times.length < TILES.length) {
    const began = performance.now();
    await ask(town.server.url, TILES[times.length % TILES.length]!);
    times.push(performance.now() - began);
    await wait(EVERY_MS);
  }
  return times;
}
const p95 = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)]!;

test('many sign in at once, by code and by password, and the map goes on', async () => {
  const newVisitor = (_: unknown, n: number) => new Visitor(town.server, { address: `203.0.113.${n}` });
  const phones = Array.from({ length: PEOPLE }, () => town.newPhone());
  await timeTiles(Promise.resolve());
  const [quiet, began] = [p95(await timeTiles(Promise.resolve())), performance.now()];
  const byCode = Promise.all(
    phones.map(newVisitor).map(async (visitor, n) => {
      const contact = { kind: 'phone', value: phones[n]! };
      const { challenge } = (await visitor.post('/api/me/codes', { contact })).read(endpoints.sendSignInCode);
      const code = await town.readCode(phones[n]!);
      return visitor.post('/api/me/session', { contact, challenge, code, consent: CONSENT });
    }),
  );
  const besideCodes = p95(await timeTiles(byCode));
  const codeSeconds = (performance.now() - began) / 1000;
  expect((await byCode).map(({ status }) => status)).toEqual(Array(PEOPLE).fill(200));

  await town.owner.query(
    "INSERT INTO credentials (account_id, kind, data) SELECT id, 'password', jsonb_build_object('hash', $1::text) FROM accounts",
    [await hashPassword(PASSWORD)],
  );
  const since = performance.now();
  const byPassword = Promise.all(
    phones.map(newVisitor).map((visitor, n) => {
      const contact = { kind: 'phone', value: phones[n]! };
      return visitor.post('/api/me/session/password', { contact, password: PASSWORD });
    }),
  );
  const besidePasswords = p95(await timeTiles(byPassword));
  const passwordSeconds = (performance.now() - since) / 1000;
  expect((await byPassword).map(({ status }) => status)).toEqual(Array(PEOPLE).fill(200));
  console.log(
    `${PEOPLE} sign-ins at once: by code ${codeSeconds.toFixed(1)} s, by password ${passwordSeconds.toFixed(1)} s; ` +
      `p95 of a tile: quiet ${quiet.toFixed(0)} ms, beside codes ${besideCodes.toFixed(0)} ms, beside passwords ${besidePasswords.toFixed(0)} ms`,
  );
});
