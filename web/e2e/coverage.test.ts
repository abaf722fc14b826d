import type { Coverage } from '@zlm/server/contract';
import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { listShown, search } from './results.ts';
import { expectAccessible, useBrowser } from './visit.ts';

const { detour } = useBrowser();

async function askCoverage(query: string): Promise<Coverage> {
  const response = await fetch(`${inject('origin')}/api/supply?${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Coverage;
}

/** What the page reads when somebody acts: the page stays with it, others may write meanwhile. */
async function readBy(page: Page, act: () => Promise<unknown>): Promise<Coverage> {
  const [response] = await Promise.all([page.waitForResponse(/\/api\/supply\?/), act()]);
  return (await response.json()) as Coverage;
}

/** The table as shown: division, per 10,000, count, residents. */
async function readTable(page: Page): Promise<string[][]> {
  return page
    .locator('.table tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [
        row.getAttribute('data-division')!,
        ...[...row.querySelectorAll('td')].map((cell) => cell.textContent.trim().replaceAll(',', '')),
      ]),
    );
}
const toTable = ({ rows }: Coverage) =>
  rows.map((row) => [row.division, row.per10k!.toFixed(2), String(row.count), String(row.population)]);

detour('supply by area: the table is what the API says, by topic, county and as CSV', '/', async (page) => {
  await listShown(page);
  await page.getByRole('button', { name: '图层' }).click();
  const cities = await readBy(page, () => page.getByRole('link', { name: '各地供给' }).click());
  await expect.poll(async () => (await askCoverage('level=city')).total - (await search()).total).toBe(0);
  await expect.poll(async () => (await readTable(page)).length).toBe(11);
  expect((await readTable(page)).sort()).toEqual(toTable(cities).sort());
  const rates = (await readTable(page)).map(([, rate]) => Number(rate));
  expect(rates).toEqual([...rates].sort((a, b) => b - a));
  await page.getByRole('button', { name: '数量' }).click();
  const counts = (await readTable(page)).map(([, , count]) => Number(count));
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  await expectAccessible(page);

  const arts = await readBy(page, () => page.getByRole('combobox', { name: /^主题/ }).selectOption('culture-arts'));
  expect(arts.total).toBeLessThan(cities.total);
  await expect.poll(async () => (await readTable(page)).sort()).toEqual(toTable(arts).sort());

  await page.getByRole('link', { name: '杭州市' }).click();
  const counties = await askCoverage('level=county&division=330100&topic=culture-arts');
  await expect.poll(async () => (await readTable(page)).sort()).toEqual(toTable(counties).sort());
  expect(counties.total).toBe((await search('division=330100&topic=culture-arts')).total);

  const href = (await page.getByRole('link', { name: /CSV/ }).getAttribute('href'))!;
  const response = await fetch(inject('origin') + href);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toContain('supply.csv');
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = new TextDecoder().decode(bytes).trimEnd().split('\r\n');
  expect(lines.slice(1, -2).map((line) => line.split(',')[3])).toEqual(counties.rows.map(({ count }) => String(count)));
});
