import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { forward } from './forward.ts';
import { mapSettled } from './map-page.ts';
import { listShown } from './results.ts';
import { PHONE, useBrowser } from './visit.ts';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
/** Before anything is done, and with everything the app needs without a connection. */
const MOST_REQUESTS = { glance: 35, ready: 65 };

/** Addresses that reached the server, from the page and its worker alike. */
const asked: string[] = [];
let lacksArchive = false;
const counter = createServer((request, response) => {
  asked.push(request.url!);
  if (lacksArchive && /assets\/offline-/.test(request.url!)) response.writeHead(404).end();
  else forward(request, response);
});
beforeAll(() => new Promise<void>((resolve) => counter.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  counter.closeAllConnections();
  counter.close();
});
beforeEach(() => {
  asked.length = 0;
  lacksArchive = false;
});
const { journey, detour } = useBrowser(() => `http://127.0.0.1:${(counter.address() as AddressInfo).port}`);
/** However slow the machine, nothing is loaded for a person who only looks. */
const onMeteredNetwork = () => Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
const VISITOR = { ...PHONE, serviceWorkers: 'allow', tolerates: /404/, before: onMeteredNetwork } as const;

/** Touches the page, and waits until its worker keeps the app and the ground of the map. */
async function useApp(page: Page): Promise<void> {
  await page.keyboard.press('Shift');
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 60_000 });
  const count = () => asked.filter((url) => url.startsWith('/basemap/7/')).length;
  await expect.poll(count).toBeGreaterThan(5);
  await expect
    .poll(() => page.evaluate(async () => (await caches.keys()).some((name) => name.includes('-base-'))))
    .toBe(true);
}
/** The files the worker keeps, as it keeps them. */
function readKeptFiles(page: Page): Promise<{ path: string; type: string | null; text: string }[]> {
  return page.evaluate(async () => {
    const cache = await caches.open((await caches.keys()).find((name) => name.includes('precache'))!);
    return Promise.all(
      (await cache.keys()).map(async (request) => {
        const response = (await cache.match(request))!;
        const path = new URL(request.url).pathname.slice(1);
        return { path, type: response.headers.get('content-type'), text: await response.text() };
      }),
    );
  });
}
async function expectAllKept(page: Page): Promise<void> {
  const kept = await readKeptFiles(page);
  const built = readdirSync(`${dist}assets`).filter((name) => /\.(js|css|svg)$/.test(name));
  const paths = kept.map(({ path }) => path);
  expect(built.filter((name) => !paths.includes(`assets/${name}`))).toEqual([]);
  const other = kept.filter(({ path, text }) => path !== 'index.html' && text !== readFileSync(dist + path, 'utf8'));
  expect(other.map(({ path }) => path)).toEqual([]);
  const types = kept.filter(({ path, type }) => /\.js$/.test(path) && !type?.startsWith('text/javascript'));
  expect(types).toEqual([]);
}

journey(
  'a first visit asks for little, and what the app needs without a connection comes in few files once it is used',
  '/',
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    expect(asked.filter((url) => url === '/sw.js')).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(MOST_REQUESTS.glance);
    await useApp(page);
    await expectAllKept(page);
    const files = asked.filter((url) => url.startsWith('/assets/'));
    expect(files.filter((url, i) => files.indexOf(url) !== i)).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(MOST_REQUESTS.ready);
  },
  VISITOR,
);

detour(
  'where the archive of the app is missing its files come one by one',
  '/',
  async (page) => {
    lacksArchive = true;
    await listShown(page);
    await mapSettled(page);
    await useApp(page);
    await expectAllKept(page);
  },
  VISITOR,
);
