import type { SearchAnswer } from '@zlm/server/contract';
import type { Locator, Page } from 'playwright-core';
import { expect, inject } from 'vitest';

export interface Counts {
  inView: number;
  elsewhere: number;
  unplaced: number;
  total: number;
}

export function cards(page: Page): Locator {
  return page.locator('#results a.card');
}

/** Until the list shows something. */
export async function listShown(page: Page): Promise<void> {
  await cards(page).first().waitFor({ timeout: 30_000 });
}

/** The numbers above the list, those between elsewhere and all as one; null while any of them is not there. */
export async function readCounts(page: Pick<Page, 'locator'>): Promise<Counts | null> {
  // Of one moment: what a locator lists is found first and read later, when it may be gone.
  const texts = await page
    .locator('.scope-line')
    .evaluateAll((lines) =>
      lines.flatMap((line) => Array.from(line.querySelectorAll('.count'), (one) => one.textContent)),
    );
  const numbers = texts.map((text) => Number(text.replaceAll(',', '')));
  if (numbers.length < 4 || !numbers.every(Number.isFinite)) return null;
  const [inView, elsewhere] = numbers as [number, number];
  const unplaced = numbers.slice(2, -1).reduce((sum, count) => sum + count, 0);
  return { inView, elsewhere, unplaced, total: numbers.at(-1)! };
}

/** The parts above the list by their names. */
export async function readParts(page: Pick<Page, 'locator'>): Promise<Record<string, string>> {
  const parts = await page.locator('.scope-line .part').all();
  const read = parts.map((part) => Promise.all(['.name', '.count'].map((one) => part.locator(one).innerText())));
  return Object.fromEntries((await Promise.all(read)) as [string, string][]);
}

/** Until the page shows this total; then its counts, which add up. */
export async function expectTotal(page: Pick<Page, 'locator'>, total: number): Promise<Counts> {
  let counts: Counts | null = null;
  await expect.poll(async () => (counts = await readCounts(page))?.total).toBe(total);
  expect(counts!.inView + counts!.elsewhere + counts!.unplaced).toBe(total);
  return counts!;
}

/** Until the page shows as many as the API finds; then its counts. Others may write meanwhile, so both are asked again. */
export async function expectFound(page: Pick<Page, 'locator'>, query = ''): Promise<Counts> {
  let counts: Counts | null = null;
  await expect
    .poll(async () => {
      counts = await readCounts(page);
      return (await search(query)).total - (counts?.total ?? NaN);
    })
    .toBe(0);
  expect(counts!.inView + counts!.elsewhere + counts!.unplaced).toBe(counts!.total);
  return counts!;
}

/** Asks the API itself; `query` like `kind=course&limit=1`. */
export async function search(query = ''): Promise<SearchAnswer> {
  const response = await fetch(`${inject('origin')}/api/search?${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as SearchAnswer;
}
