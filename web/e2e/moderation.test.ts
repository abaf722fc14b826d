import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { insertSignedIn } from '../../server/src/testing/signed-in.ts';
import { newPhone } from './account.ts';
import { insertInstitution } from './database.ts';
import { becomeStaff, visit, withDatabase } from './staff.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();
const DESKTOP = { viewport: { width: 1440, height: 900 } };
const row = (page: Page, name: string) => page.locator('.tab-page').getByRole('link', { name, exact: true });
const told = (page: Page, text: RegExp) => page.getByText(text).first().waitFor();

/** So many submissions of one educator, waiting in a school of their own. */
const submit = (titles: readonly string[]) =>
  withDatabase(async (database) => {
    const school = await insertInstitution(database, `待审学校 ${newPhone()}`);
    const { account, token } = await insertSignedIn(database);
    await database.query("INSERT INTO grants (account_id, role, institution_id) VALUES ($1, 'educator', $2)", [
      account,
      school,
    ]);
    const send = async (path: string, body: object) => {
      const response = await fetch(`${inject('origin')}${path}`, {
        method: 'POST',
        headers: {
          ...{ origin: inject('origin'), 'content-type': 'application/json', cookie: `__Host-session=${token}` },
          'idempotency-key': crypto.randomUUID(),
        },
        body: JSON.stringify(body),
      });
      expect(response.status, path).toBe(200);
      return (await response.json()) as { id: string; saved: number };
    };
    const series = { words: '', rule: null, times: [{ starts: '09:00', ends: '10:30' }], dates: ['2098-12-06'] };
    for (const title of titles) {
      const body = { title, topics: ['calligraphy'], format: 'lecture', mode: 'online', series, description: '加微信' };
      const { id, saved } = await send('/api/pins', { kind: 'activity', institution: school, body });
      await send(`/api/pin-revisions/${id}/submission`, { saved });
    }
    return school;
  });
const TITLES = Array.from({ length: 10 }, (_, n) => `书法第${'甲乙丙丁戊己庚辛壬癸'[n]}班`);
const states = (school: number) =>
  withDatabase(async (database) => {
    const { rows } = await database.query<{ state: string }>(
      'SELECT r.state FROM revisions r JOIN pins p ON p.id = r.pin_id WHERE p.institution_id = $1 ORDER BY r.submitted_at',
      [school],
    );
    return rows.map(({ state }) => state);
  });

/** In both themes, and the dark one for who wants it easy too. */
async function expectAccessibleInEveryLook(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  await page.evaluate(() => document.documentElement.toggleAttribute('data-elder', true));
  await expectAccessible(page);
  await page.evaluate(() => document.documentElement.toggleAttribute('data-elder', false));
  await page.emulateMedia({ colorScheme: 'light' });
}

journey(
  'ten submissions are decided by keys alone, one is taken back, and a second moderator sees what the first decided',
  '/',
  async (page) => {
    const school = await submit(TITLES);
    await becomeStaff(page, 'moderator', school);
    await visit(page, '/desk/queue');
    await row(page, TITLES[0]!).waitFor();
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: TITLES[0]!, exact: true }).waitFor();
    await expectAccessible(page);
    const seconds: number[] = [];
    for (const [n, title] of TITLES.entries()) {
      await page.getByRole('heading', { name: title, exact: true }).waitFor();
      const at = Date.now();
      if (n === 3) {
        await page.keyboard.press('r');
        await page.getByLabel('退回的原因（作者会看到）').fill('请写明材料费');
        await page.keyboard.press('Enter');
        await told(page, new RegExp(`已退回「${title}」`));
      } else {
        await page.keyboard.press('a');
        await told(page, new RegExp(`已通过「${title}」`));
      }
      seconds.push((Date.now() - at) / 1000);
    }
    seconds.sort((a, b) => a - b);
    console.log(`${seconds[5]!.toFixed(1)} s a decision by keys, of the page alone`);
    await page.keyboard.press('u');
    await told(page, /已撤销/);
    await expect
      .poll(() => states(school))
      .toEqual(TITLES.map((_, n) => (n === 3 ? 'returned' : n === 9 ? 'submitted' : 'published')));

    await row(page, TITLES[9]!).click();
    await page.getByRole('button', { name: '通过', exact: true }).waitFor();
    await withDatabase((database) =>
      database.query(
        `UPDATE revisions SET state = 'returned' WHERE state = 'submitted' AND pin_id IN (SELECT id FROM pins WHERE institution_id = $1)`,
        [school],
      ),
    );
    await page.keyboard.press('a');
    await told(page, /已有人审过/);
  },
  { ...DESKTOP, tolerates: /status of 409/ },
);

detour(
  'on a phone several are approved at once',
  '/',
  async (page) => {
    const school = await submit(TITLES.slice(0, 2));
    await becomeStaff(page, 'moderator', school);
    await visit(page, '/desk/queue');
    await row(page, TITLES[0]!).waitFor();
    await page.getByRole('checkbox', { name: new RegExp(TITLES[0]!) }).check();
    await page.getByRole('checkbox', { name: new RegExp(TITLES[1]!) }).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: '全部通过' }).click();
    await told(page, /2 项已办/);
    await page.getByText('没有等您审核的').waitFor();
    await expectAccessible(page);
  },
  PHONE,
);

detour(
  'what narrows the queue stays in its address, the switch of the keys on the device, and the map shows the same to a tap',
  '/',
  async (page) => {
    const school = await submit(TITLES.slice(0, 2));
    await withDatabase((database) =>
      database.query(
        `UPDATE revisions SET body = body || $2 WHERE state = 'submitted' AND title = $3 AND pin_id IN (SELECT id FROM pins WHERE institution_id = $1)`,
        [
          school,
          JSON.stringify({ topics: ['dance'], position: { lngLat: [120.131, 30.261], division: '330106' } }),
          TITLES[1],
        ],
      ),
    );
    await becomeStaff(page, 'moderator', school);
    await visit(page, '/desk/queue');
    await row(page, TITLES[0]!).waitFor();
    await page.getByText('按类别、主题、地区筛选').click();
    await page.getByLabel('主题').selectOption('dance');
    await row(page, TITLES[1]!).waitFor();
    await row(page, TITLES[0]!).waitFor({ state: 'detached' });
    await expectAccessible(page);
    await page.getByText('快捷键', { exact: true }).click();
    await page.getByRole('checkbox', { name: '使用快捷键' }).uncheck();
    await page.reload();
    await page.getByText(/^筛选：/).waitFor();
    await row(page, TITLES[1]!).waitFor();
    expect(await row(page, TITLES[0]!).count()).toBe(0);
    await page.keyboard.press('j');
    await page.getByText('快捷键', { exact: true }).click();
    expect(await page.getByRole('checkbox', { name: '使用快捷键' }).isChecked()).toBe(false);
    expect(new URL(page.url()).pathname).toMatch(/queue@all@topic-dance$/);
    await row(page, TITLES[1]!).click();
    await page.getByRole('heading', { name: TITLES[1]!, exact: true }).waitFor();
    await page.locator('mark', { hasText: '加微信' }).waitFor();
    await expectAccessibleInEveryLook(page);
    await page.goBack();
    await page.goBack();
    await row(page, TITLES[0]!).waitFor();

    await visit(page, '/');
    await page.getByRole('button', { name: '图层' }).click();
    await page.getByRole('dialog').getByRole('link', { name: /^待审/ }).click();
    await told(page, /地图上有 1 项。另有 1 项没有位置/);
    await expectAccessibleInEveryLook(page);
    await page.getByRole('link', { name: TITLES[1]!, exact: true }).click();
    await page.getByRole('heading', { name: TITLES[1]!, exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/desk\/queue@all@[0-9a-f-]{36}$/);
  },
  DESKTOP,
);
