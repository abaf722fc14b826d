import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRelyingParty } from '../modules/sign-on/relying-party.ts';
import { STAND_IN_CLIENT, startStandIn, type StandIn } from './sign-on.ts';

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.close());

const REDIRECT = 'http://localhost:8080/sign-on/stand-in';
const secrets = { state: 'a'.repeat(43), nonce: 'b'.repeat(43), verifier: 'c'.repeat(43) };
const toParty = (secret: string) =>
  createRelyingParty({
    ...{ id: 'stand-in', issuer: standIn.issuer, clientId: STAND_IN_CLIENT, secret, secretBy: 'basic' },
    ...{ names: { 'zh-CN': '模拟', en: 'Stand-in' }, origins: [], inside: false, standIn: true, timeoutMs: 5_000 },
  });
/** Where its page sends the browser of who picks this person. */
async function pick(url: string, person: Record<string, string>): Promise<URL> {
  const asked = await fetch(url);
  expect(await asked.text()).toContain('不是真的学习平台');
  const form = new URLSearchParams([...new URL(url).searchParams, ...Object.entries(person)]);
  const { status, headers } = await fetch(`${standIn.issuer}/authorize`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  expect(status).toBe(303);
  return new URL(headers.get('location')!);
}

test('the stand-in vouches for whoever is picked, once, and for nobody with another secret', async () => {
  const party = toParty(standIn.secret);
  const back = await pick(await party.begin(REDIRECT, secrets), { person: '王小云' });
  expect(await party.finish(back, secrets)).toBe('王小云');
  await expect(party.finish(back, secrets)).rejects.toThrow();
  const wrong = toParty('another secret');
  const second = await pick(await wrong.begin(REDIRECT, secrets), { person: '王小云' });
  await expect(wrong.finish(second, secrets)).rejects.toThrow();
  const refused = await pick(await party.begin(REDIRECT, secrets), { refuse: '1' });
  await expect(party.finish(refused, secrets)).rejects.toThrow();
});

test('the stand-in sends nobody to another machine', async () => {
  const url = await toParty(standIn.secret).begin('https://evil.example/sign-on/stand-in', secrets);
  expect((await fetch(url)).status).toBe(400);
});
