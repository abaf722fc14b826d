import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { newPhone, signIn } from './account.ts';
import { byTouch, counting } from './hands.ts';
import { listShown } from './results.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

// A passkey belongs to a name, not to a number.
const { detour } = useBrowser(() => inject('origin').replace('127.0.0.1', 'localhost'));

/** The phone has a lock, which its owner opens. */
async function giveLock(page: Page): Promise<void> {
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
}

detour(
  'with a passkey three taps lead from the map into the account',
  '/account',
  async (page) => {
    await giveLock(page);
    const phone = newPhone();
    await signIn(page, phone);
    const passkeys = page.getByRole('region', { name: '通行密钥' });
    await passkeys.getByRole('button', { name: '在这台设备上添加' }).tap();
    await passkeys.getByRole('button', { name: /^删除/ }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: '退出登录' }).tap();
    await page.getByText('已退出登录').waitFor();

    await page.goto(new URL('/', page.url()).href);
    await listShown(page);
    const { hands, taps } = counting(byTouch);
    await hands.press(page.getByRole('link', { name: /^我的/ }).first());
    await hands.press(page.getByRole('link', { name: /^账号/ }));
    await hands.press(page.getByRole('button', { name: /^用通行密钥/ }));
    await page.getByRole('heading', { name: '账号', exact: true }).waitFor();
    expect(taps()).toBeLessThanOrEqual(3);
  },
  PHONE,
);
