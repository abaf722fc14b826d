import { expect, inject } from 'vitest';
import { smallPhoto } from '../../server/src/testing/pictures.ts';
import { insertInstitution } from './database.ts';
import { becomeStaff, withDatabase } from './staff.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();

detour(
  'a photo stands in the list and in the details of what shows it, and nothing moves when it comes',
  '/?q=椴木雕版&scope=unplaced',
  async (page) => {
    const id = await withDatabase((database) => insertInstitution(database, '椴木雕版社'));
    await becomeStaff(page, 'educator', id);
    const brought = await page.request.post(`${inject('origin')}/api/files?alt=x`, {
      headers: { origin: inject('origin'), 'content-type': 'image/png', 'idempotency-key': crypto.randomUUID() },
      data: await smallPhoto('sienna', 'png'),
    });
    const { file } = (await brought.json()) as { file: string };
    const photos = JSON.stringify([{ file, alt: '一块刻了一半的木版' }]);
    await withDatabase((database) => database.query("SELECT set_thing_photos('institution', $1, $2)", [id, photos]));
    const card = page.locator(`[data-thing="${id}"]`);
    const photo = card.getByRole('img', { name: '一块刻了一半的木版' });
    const found = async () => (await page.request.get(`${inject('origin')}/api/search?q=椴木雕版`)).text();
    await expect.poll(found).toContain(`/files/${file}/320.webp`);
    await page.reload();
    await photo.waitFor();
    const sizes = await photo.evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      const { width, height } = image.getBoundingClientRect();
      return { width, height, natural: image.naturalWidth };
    });
    expect(sizes).toEqual({ width: 60, height: 60, natural: 320 });
    await expectAccessible(page);
    await card.click();
    const shown = page.locator('.strip').getByRole('img', { name: '一块刻了一半的木版' });
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(400);
    await expectAccessible(page);
  },
  PHONE,
);
