import type { Isochrone } from '@zlm/server/contract';
import { expect, inject } from 'vitest';
import { expectTotal, listShown } from './results.ts';
import { listTileFeatures } from './tiles.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();

async function askReach(query: string): Promise<Isochrone> {
  const response = await fetch(`${inject('origin')}/api/reach?${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Isochrone;
}

detour(
  'the learning circle of a chosen place: page, list and tiles count alike',
  '/',
  async (page) => {
    await listShown(page);
    await page.getByRole('button', { name: '图层' }).tap();
    await page.getByRole('link', { name: '15 分钟学习圈' }).tap();
    await page.getByText('先选一个出发地').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: '选择地点' }).tap();
    const dialog = page.getByRole('dialog', { name: '选择地点' });
    await dialog.getByRole('button', { name: '杭州市' }).tap();
    await dialog.getByRole('button', { name: '西湖区', exact: true }).tap();
    await page.getByText('30 分钟', { exact: true }).tap();
    const { counts, filter, metres } = await askReach('from=120.12,30.26&minutes=30');
    expect(metres).toBe(1846);
    expect(counts.total).toBeGreaterThan(0);
    await page.getByText(`30 分钟内有 ${counts.total} 条`).waitFor({ timeout: 15_000 });
    await expect.poll(() => new URL(page.url()).pathname).toBe('/reach/30');
    await expect.poll(() => new URL(page.url()).searchParams.get('near')).toBe(filter.near);
    await page.getByText('每分钟走 80 米').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: /^查看这/ }).tap();
    await listShown(page);
    await expectTotal(page, counts.total);
    const features = await listTileFeatures(inject('origin'), 10, `near=${filter.near}`);
    expect(features.reduce((sum, { count }) => sum + count, 0)).toBe(counts.total);
  },
  PHONE,
);

detour(
  'the learning circle works without the map',
  '/en/reach/15?place=330106',
  async (page) => {
    const { counts } = await askReach('from=120.12,30.26&minutes=15');
    await page.getByText(new RegExp(`^${counts.total} things? within 15 minutes`)).waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: /^Show (this|these)/ }).click();
    await expectTotal(page, counts.total);
  },
  { before: () => (HTMLCanvasElement.prototype.getContext = () => null) },
);
