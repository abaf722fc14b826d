import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../../../web/e2e/browser.ts';
import { CONSENT } from '../../testing/visitor.ts';
import { foundTown, type Town } from '../../testing/people.ts';

let town: Town;
let browser: Browser;
beforeAll(async () => {
  town = await foundTown();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await town.close();
});

/** Chromium with an authenticator inside, whose owner is always there. */
async function openPage(): Promise<Page> {
  const page = await browser.newPage();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  // The lightest page there is.
  await page.goto(`${town.server.url.replace('127.0.0.1', 'localhost')}/stand-in/messages`);
  return page;
}

const send = (page: Page, method: string, path: string, body?: unknown) =>
  page.evaluate(
    async ([verb, address, sent]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
      const answer = await fetch(address, { method: verb, headers, ...(sent !== null && { body: sent }) });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
    [method, path, body === undefined ? null : JSON.stringify(body)] as const,
  );
const create = (page: Page, options: unknown) =>
  page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json as never);
    const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
    return made.toJSON();
  }, options);
const get = (page: Page, options: unknown) =>
  page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(json as never);
    const shown = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
    return shown.toJSON();
  }, options);

test('a real browser registers a passkey, signs in with it and proves itself once more', async () => {
  const page = await openPage();
  const contact = { kind: 'phone', value: town.newPhone() };
  const { challenge } = (await send(page, 'POST', '/api/me/codes', { contact })).body;
  const signedIn = await send(page, 'POST', '/api/me/session', {
    contact,
    challenge,
    code: await town.readCode(contact.value),
    consent: CONSENT,
  });
  expect(signedIn.status).toBe(200);
  const credential = await create(page, (await send(page, 'POST', '/api/me/passkeys/options', {})).body);
  expect((await send(page, 'POST', '/api/me/passkeys', { name: '这台电脑', credential })).status).toBe(200);
  expect((await send(page, 'DELETE', '/api/me/session')).status).toBe(200);
  expect((await send(page, 'GET', '/api/me')).body).toEqual({ me: null });
  // Without a name: the browser offers what it has for this site.
  const shown = await get(page, (await send(page, 'POST', '/api/me/session/passkey/options', {})).body);
  const again = await send(page, 'POST', '/api/me/session/passkey', { credential: shown });
  expect([again.status, again.body['me']]).toMatchObject([200, { contacts: [{ kind: 'phone' }] }]);
  const proof = await get(page, (await send(page, 'POST', '/api/me/step-up/passkey/options', {})).body);
  expect((await send(page, 'POST', '/api/me/step-up', { way: 'passkey', credential: proof })).status).toBe(200);
});
