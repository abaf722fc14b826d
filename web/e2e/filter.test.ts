import { expect, inject } from 'vitest';
import { mapSettled } from './map-page.ts';
import { expectFound, expectTotal, listShown, search } from './results.ts';
import { listTileFeatures } from './tiles.ts';
import { expectAccessible, useBrowser } from './visit.ts';

const { journey } = useBrowser();

journey('a filter changes list, tiles and address alike', '/', async (page) => {
  await listShown(page);
  await mapSettled(page);
  await page.getByRole('button', { name: /^筛选/ }).click();
  const courses = page.getByRole('checkbox', { name: '课程' });
  await courses.waitFor();
  await expectAccessible(page);

  const filteredTile = page.waitForRequest((request) => /\/tiles\/learning\/.*kind=course/.test(request.url()));
  await courses.check();
  await filteredTile;
  await page.keyboard.press('Escape');
  const answer = await search('kind=course');
  await expectTotal(page, answer.total);
  await expect.poll(() => new URL(page.url()).searchParams.get('kind')).toBe('course');

  const features = await listTileFeatures(inject('origin'), 9, 'kind=course');
  expect(features.reduce((sum, { count }) => sum + count, 0)).toBe(answer.total - answer.unplaced);

  await page.goBack();
  await expectFound(page);
  await expect.poll(() => new URL(page.url()).searchParams.has('kind')).toBe(false);
});
