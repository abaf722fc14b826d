import { createHash } from 'node:crypto';
import { expect, inject } from 'vitest';
import { newPhone, signIn } from './account.ts';
import { connectToDatabase } from './database.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

/** The name that applications know the server by; a page that says `ok` stands for the application. */
const home = () => inject('origin').replace('127.0.0.1', 'localhost');
const { detour } = useBrowser(home);
const application = `journey-${process.pid}`;

async function register(): Promise<void> {
  const database = await connectToDatabase();
  try {
    await database.query(
      `INSERT INTO applications (id, name, name_en, redirect_uris) VALUES ($1, '课程播放器', 'Course player', $2)
       ON CONFLICT DO NOTHING`,
      [application, [`${home()}/livez`]],
    );
  } finally {
    await database.end();
  }
}
const toUrl = () =>
  `${home()}/oidc/auth?${new URLSearchParams({
    client_id: application,
    redirect_uri: `${home()}/livez`,
    response_type: 'code',
    scope: 'openid profile region',
    state: 'state',
    code_challenge: createHash('sha256').update('x'.repeat(43)).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString()}`;

detour(
  'an application asks, its owner signs in, chooses what it learns, and takes it back',
  '/account',
  async (page) => {
    await register();
    await page.goto(toUrl());
    await page.getByText('「课程播放器」想用您的账号登录').waitFor();
    await page.getByText('请先登录，再决定是否同意。').waitFor();
    await expectAccessible(page);
    await signIn(page, newPhone());
    await page.getByRole('checkbox', { name: '告诉它您所在的城市' }).check();
    await page.getByLabel('告诉它哪个城市').selectOption({ label: '杭州市' });
    await expectAccessible(page);
    await page.getByRole('button', { name: '同意并登录' }).click();
    await expect.poll(() => page.url()).toMatch(/\/livez\?code=[\w-]+&state=state&iss=/);

    await page.goto(toUrl());
    await page.getByRole('button', { name: '不同意' }).click();
    await expect.poll(() => page.url()).toContain('/livez?error=access_denied');

    await page.goto(`${home()}/account`);
    await page.getByRole('heading', { name: '已连接的应用' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: '断开：课程播放器' }).click();
    await page.getByRole('heading', { name: '已连接的应用' }).waitFor({ state: 'detached' });
  },
  { ...PHONE, tolerates: /status of 409/ },
);
