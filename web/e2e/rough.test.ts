import { afterAll, beforeAll, expect } from 'vitest';
import { connectToDatabase, insertInstitution, type Writer } from './database.ts';
import { mapSettled } from './map-page.ts';
import { catchMap, roughRadius } from './rendered.ts';
import { cards } from './results.ts';
import { expectAccessible, PHONE, useBrowser, type Device } from './visit.ts';

const { detour } = useBrowser();
const HERE: [number, number] = [120.121, 30.261];
const ROUGH: [number, number] = [120.12, 30.26];
const DEVICE = {
  permissions: ['geolocation'],
  geolocation: { longitude: HERE[0], latitude: HERE[1], accuracy: 3_000 },
  before: catchMap,
} satisfies Device;

let writer: Writer;
let sample: { institution: number; place: number; activity: number };
beforeAll(async () => {
  writer = await connectToDatabase();
  const institution = await insertInstitution(writer, '赭石社');
  const idOf = async (text: string, values: unknown[]) =>
    Number((await writer.query<{ id: number }>(`${text} RETURNING id`, values)).rows[0]!.id);
  // As the import keeps a place whose coordinates have two decimals.
  const place = await idOf(
    `INSERT INTO places (state, source_system, source_id, name, division, geom, crs, source_x, source_y, precision_m)
     SELECT 'published', 'journey', 'rough', '赭石馆', division, ST_SetSRID(ST_MakePoint($1, $2), 4326), 'WGS84', $1, $2, 1100
     FROM places WHERE division LIKE '330106%' LIMIT 1`,
    ROUGH,
  );
  const activity = await idOf(
    `INSERT INTO activities (state, source_system, source_id, title, institution_id, place_id, mode, format, topics,
       starts_time, ends_time, session_dates)
     SELECT 'published', 'journey', 'rough', '赭石入门', $1, $2, 'offline', format, topics,
       '18:30', '20:30', ARRAY[(now() + interval '1 day')::date]
     FROM activities LIMIT 1`,
    [institution, place],
  );
  sample = { institution, place, activity };
});
afterAll(async () => {
  await writer.query('DELETE FROM activities WHERE id = $1', [sample.activity]);
  await writer.query('DELETE FROM places WHERE id = $1', [sample.place]);
  await writer.query('DELETE FROM institutions WHERE id = $1', [sample.institution]);
  await writer.end();
});

detour(
  'a position of 3 km is an area of that size, without minutes, small distances and the learning circle',
  '/?near=120.121,30.261,500',
  async (page) => {
    const reached: string[] = [];
    page.on('request', (request) => void (request.url().includes('/api/reach') && reached.push(request.url())));
    await page.getByRole('button', { name: '我附近' }).tap();
    const results = page.locator('#results');
    await results.getByText('起点只精确到约 3公里').waitFor({ timeout: 30_000 });
    // The circle that was asked for grows with what is known.
    await expect.poll(() => new URL(page.url()).searchParams.get('near')).toBe('120.121,30.261,3000');
    await cards(page).getByText('约 3公里内').first().waitFor();
    expect(await cards(page).getByText('步行约').count()).toBe(0);
    await mapSettled(page);
    await expect.poll(() => roughRadius(page, 'origin', HERE)).toBeGreaterThan(2_970);
    expect(await roughRadius(page, 'origin', HERE)).toBeLessThan(3_030);
    await expectAccessible(page);

    await page.getByRole('button', { name: /^筛选/ }).tap();
    const panel = page.getByRole('dialog');
    await panel.locator('summary', { hasText: '距离' }).tap();
    await panel.getByText('不提供更小的距离').waitFor();
    await panel.getByText('3公里', { exact: false }).first().waitFor();
    for (const small of ['500米', '1公里']) expect(await panel.getByText(small, { exact: false }).count()).toBe(0);
    await page.keyboard.press('Escape');

    await page.reload();
    await results.getByText('起点只精确到约 3公里').waitFor({ timeout: 30_000 });
    await cards(page).first().waitFor();
    expect(await cards(page).getByText('步行约').count()).toBe(0);
    await page.goto(new URL('/reach/15?place=me', page.url()).href);
    await page.getByText('不提供更小的距离、步行时间和 15 分钟学习圈').waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: '换一个地点' }).waitFor();
    await mapSettled(page);
    expect(reached).toEqual([]);
  },
  { ...PHONE, ...DEVICE },
);

for (const [path, about, exactly, place] of [
  ['/', '位置大约', '位置只精确到约 1公里', '导航'],
  ['/en', 'position approximate', 'The position is known only to about 1 km', 'Directions'],
] as const) {
  detour(
    `a place written with two decimals is told and drawn as only about there ${path}`,
    `${path}?q=赭石入门&place=330106&map=13.00/30.2600/120.1200`,
    async (page) => {
      const card = page.locator(`[data-thing="${sample.activity}"]`);
      await card.getByText(about).waitFor({ timeout: 30_000 });
      await mapSettled(page);
      expect(await card.getByText(/步行|on foot/).count()).toBe(0);
      await card.tap();
      const details = page.locator('section.details');
      await details.getByText(exactly).waitFor();
      expect(
        await details
          .locator('.place')
          .getByText(/步行|on foot/)
          .count(),
      ).toBe(0);
      await expect.poll(() => roughRadius(page, 'selected', ROUGH)).toBeGreaterThan(1_089);
      expect(await roughRadius(page, 'selected', ROUGH)).toBeLessThan(1_111);
      await expectAccessible(page);
      await details.getByRole('button', { name: place }).first().tap();
      await page.getByRole('dialog').getByText(exactly).waitFor();
      await page.getByRole('dialog').getByRole('link').first().waitFor();
    },
    { ...PHONE, before: catchMap },
  );
}
