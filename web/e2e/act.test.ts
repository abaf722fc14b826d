import ICAL from 'ical.js';
import jsqrModule from 'jsqr';
import type { Activity } from '@zlm/server/contract';
import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { download } from './downloads.ts';
import { expectTotal, search } from './results.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';
import { standInVoice } from './voice.ts';

// The types promise an ES module, the file is CommonJS: its exports are the default import itself.
const jsQR = jsqrModule as unknown as typeof jsqrModule.default;
const { journey, detour } = useBrowser();
/** Where a journey sets out: which thing it looks at is known later. */
const START = '/';
const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };

/** Details of the first activity that matches, on screen. */
async function openActivity(page: Page, query: string, lang = ''): Promise<Activity> {
  const { id } = (await search(`kind=activity&limit=1&${query}`)).items[0]!;
  await page.goto(`${inject('origin')}${lang}/activities/${id}`);
  await page.locator('.details h2').waitFor({ timeout: 15_000 });
  const response = await fetch(`${inject('origin')}/api/activities/${id}`);
  return (await response.json()) as Activity;
}

journey(
  'the way there opens in each map app at its own coordinates',
  START,
  async (page) => {
    const { place } = await openActivity(page, 'mode=offline');
    await page.getByRole('button', { name: '导航' }).first().click();
    const dialog = page.getByRole('dialog', { name: '用哪个地图导航' });
    await dialog.getByRole('link').first().waitFor();
    const links = await dialog
      .getByRole('link')
      .evaluateAll((all) => all.map((a) => [a.getAttribute('rel'), (a as HTMLAnchorElement).href]));
    const [gcj, bd] = [place!.positions.gcj02, place!.positions.bd09];
    const target = [`${gcj[0]},${gcj[1]}`, `${gcj[1]},${gcj[0]}`, `${bd[1]},${bd[0]}`, `${gcj[1]},${gcj[0]}`];
    const hosts = ['uri.amap.com', 'apis.map.qq.com', 'api.map.baidu.com', 'maps.apple.com'];
    expect(links).toHaveLength(4);
    links.forEach(([rel, href], at) => {
      const url = new URL(href!);
      expect(rel).toBe('noopener noreferrer');
      expect(url.host).toBe(hosts[at]);
      const words = url.searchParams;
      const to =
        words.get('to')?.match(/^[\d.]+,[\d.]+/)?.[0] ??
        words.get('tocoord') ??
        words.get('location') ??
        words.get('daddr');
      expect(to).toBe(target[at]);
    });
    await expectAccessible(page);
    // Who counts in coordinates finds them folded away.
    const copy = page.getByRole('button', { name: '复制 BD-09 坐标' });
    expect(await copy.count()).toBe(0);
    await dialog.getByRole('button', { name: '关闭' }).click();
    await page.locator('.details').getByRole('button', { name: '更多' }).click();
    await copy.click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(`${bd[1]}, ${bd[0]}`);
  },
  { ...PHONE, ...CLIPBOARD },
);

function readEvents(text: string): ICAL.Component[] {
  return new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent');
}

journey('a session, or all of them, go into a calendar', START, async (page) => {
  const { id, title, sessions, nextSession } = await openActivity(page, 'mode=offline&seats=many&when=week');
  const link = page.getByRole('link', { name: /^把 .* 加入日历$/ }).first();
  const text = String(await download(page, () => link.click()));
  const [one, ...none] = readEvents(text);
  expect(none).toEqual([]);
  expect(one!.getFirstPropertyValue('summary')).toBe(title);
  expect(String(one!.getFirstPropertyValue('dtstart'))).toBe(nextSession!.startsAt.slice(0, 19));
  const all = await fetch(`${inject('origin')}/api/activities/${id}/calendar.ics?lang=en`);
  expect(all.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const events = readEvents(await all.text());
  expect(events.map((event) => event.getFirstPropertyValue('status') === 'CONFIRMED')).toEqual(
    sessions.map(({ isOn }) => isOn),
  );
  expect(events.map((event) => event.getFirstPropertyValue('uid'))).toContain(one!.getFirstPropertyValue('uid'));
  expect((await fetch(`${inject('origin')}/api/activities/${id}/calendar.ics?session=2001-01-01`)).status).toBe(404);
  expect((await fetch(`${inject('origin')}/api/activities/${id}/calendar.ics?session=soon`)).status).toBe(400);
});

journey(
  'the QR code and the copied link lead to the thing alone',
  START,
  async (page) => {
    const { id } = await openActivity(page, 'mode=offline', '/en');
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Share this' });
    await dialog.getByRole('button', { name: 'Enlarge the QR code' }).click();
    await expectAccessible(page);
    const link = `${inject('origin')}/en/activities/${id}`;
    const svg = dialog.locator('svg[role=img]');
    expect(readQr((await svg.getAttribute('viewBox'))!, (await svg.locator('path').getAttribute('d'))!)).toBe(link);
    await dialog.getByRole('button', { name: 'Copy link' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    await dialog.getByRole('button', { name: 'Print' }).evaluate((button: HTMLElement) => button.click());
    await expect.poll(() => page.locator('#app').isVisible()).toBe(false);
    await expect.poll(() => svg.isVisible()).toBe(true);
  },
  { ...PHONE, ...CLIPBOARD, locale: 'en-GB' },
);

const PX = 4; // of one module

/** What a reader of QR codes sees in a path of unit squares. */
function readQr(viewBox: string, path: string): string | undefined {
  const side = Number(viewBox.split(' ')[2]) * PX;
  const image = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let row = 0; row < PX; row++) {
      const from = ((Number(y) * PX + row) * side + Number(x) * PX) * 4;
      for (let at = from; at < from + PX * 4; at++) if (at % 4 < 3) image[at] = 0;
    }
  }
  return jsQR(image, side, side)?.data;
}

journey('what replaces a full activity is shown first and counted exactly', START, async (page) => {
  await openActivity(page, 'seats=none&mode=offline');
  const shelf = page.locator('.details .shelf');
  await shelf.waitFor();
  await shelf.getByRole('heading', { name: '附近同类、有余位' }).waitFor();
  await expect.poll(() => page.locator('.details .shelf ~ .facts').count()).toBe(1);
  const all = shelf.getByRole('link', { name: /^查看全部|^到更远处找/ });
  const total = Number(/\d+/.exec((await all.textContent())!)?.[0] ?? NaN);
  await all.click();
  if (Number.isNaN(total)) await page.locator('#results a.card').first().waitFor();
  else await expectTotal(page, total);
});

journey('what the organiser offers opens lists of just as many', START, async (page) => {
  await openActivity(page, 'mode=offline');
  const offer = page.locator('.details .offers a').first();
  await offer.waitFor();
  const total = Number((await offer.textContent())!.replace(/\D/g, ''));
  expect(total).toBeGreaterThan(0);
  await offer.click();
  await expectTotal(page, total);
});

detour(
  'details are read aloud with a voice of the language and fall silent on leaving',
  START,
  async (page) => {
    const { title, place } = await openActivity(page, 'mode=offline&seats=many');
    await page.locator('.details').getByRole('button', { name: '更多' }).click();
    await page.getByRole('button', { name: '朗读' }).click();
    const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
    expect((await said())[0]).toBe(`zh-CN ${title}`);
    expect((await said()).length).toBeGreaterThan(4);
    await expect.poll(() => said()).toContain(`zh-CN ${place!.name} ${place!.address}`);
    await page.getByRole('button', { name: '暂停朗读' }).click();
    await page.getByRole('button', { name: '继续朗读' }).click();
    await page.getByRole('button', { name: '返回列表' }).click();
    await expect.poll(async () => (await said()).slice(-1)[0]).toBe('silence');
  },
  { before: standInVoice },
);
