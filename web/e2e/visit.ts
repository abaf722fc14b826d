import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser } from './browser.ts';

export interface Device extends BrowserContextOptions {
  /** Script that runs in the page before its own. */
  before?: () => unknown;
  /** Comes before the page is opened. */
  prepare?: (page: Page) => Promise<void>;
  /** What the browser may complain about, because the journey is about it. */
  tolerates?: RegExp;
  /** The map is looked at: it gets all its pixels. Else a quarter of them do, which software paints in a quarter of the time. */
  sharpMap?: boolean;
}
/** Journeys about something else are not to meet answers of an earlier one. */
const ALIKE = { locale: 'zh-CN', reducedMotion: 'reduce', serviceWorkers: 'block' } as const;
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } satisfies Device;
export const DESKTOP: Device = { viewport: { width: 1440, height: 900 } };

/** Names a journey of one page; it fails too when anything went wrong in the page meanwhile. */
export type Journey = (name: string, path: string, walk: Walk, device?: Device) => void;
/** `arrive` opens a page of somebody else, on a device alike and watched alike. */
type Walk = (page: Page, arrive: () => Promise<Page>) => Promise<void>;

/** `JOURNEYS`: `core` or `detours` walks these alone, anything else all. */
const walksCore = process.env.JOURNEYS !== 'detours';
const walksDetours = process.env.JOURNEYS !== 'core';
const walksAll = walksCore && walksDetours;
interface Journeys {
  journey: Journey;
  detour: Journey;
  /** Too long for every change: walked where all are. */
  expedition: Journey;
  /** A detour through a part of an expedition, where that is not walked. */
  shortcut: Journey;
}

/** A worker keeps its browser from file to file. */
let launched: Promise<Browser> | undefined;

/** The journeys visit the server of the run unless told another. */
export function useBrowser(originOf = () => inject('origin')): Journeys {
  let browser: Browser;
  beforeAll(async () => void (browser = await (launched ??= launchBrowser())));

  async function go(path: string, walk: Walk, device: Device): Promise<void> {
    const { before, prepare, tolerates, sharpMap, ...options } = device;
    const contexts: BrowserContext[] = [];
    const troubles: string[] = [];
    async function arrive(): Promise<Page> {
      const context = await browser.newContext({ ...ALIKE, ...options });
      contexts.push(context);
      if (!sharpMap) await context.addInitScript(coarsenMap);
      if (before) await context.addInitScript(before);
      const page = await context.newPage();
      watchTroubles(page, originOf(), troubles);
      watchTraffic(page);
      await prepare?.(page);
      await page.goto(originOf() + path);
      return page;
    }
    try {
      const page = await arrive();
      await walk(page, arrive).catch((error: unknown) => {
        throw new Error([String(error), ...troubles, ...listOpen(page)].join('\n'), { cause: error });
      });
      expect(troubles.filter((trouble) => !tolerates?.test(trouble))).toEqual([]);
    } finally {
      const pages = contexts.flatMap((context) => context.pages());
      // A route that is still fetching for the page fails when the page goes; that is nobody's fault.
      await Promise.all(pages.map((page) => page.unrouteAll({ behavior: 'ignoreErrors' })));
      await Promise.all(contexts.map((context) => context.close()));
    }
  }
  function walkedIf(isWalked: boolean): Journey {
    return (name, path, walk, device = DESKTOP) => test.runIf(isWalked)(name, () => go(path, walk, device));
  }
  return {
    journey: walkedIf(walksCore),
    detour: walkedIf(walksDetours),
    expedition: walkedIf(walksAll),
    shortcut: walkedIf(walksDetours && !walksCore),
  };
}

/** Runs in the page: what asks for the pixels of the screen, as the map does, halves them in width and height. */
function coarsenMap(): void {
  Object.defineProperty(window, 'devicePixelRatio', { get: () => 0.5 });
}

/** Errors in the console, uncaught errors and requests to other hosts, as they come. */
function watchTroubles(page: Page, origin: string, troubles: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    const leaves = /^(https?|wss?):$/.test(url.protocol) && url.origin !== origin;
    if (leaves) troubles.push(`other host: ${url.href}`);
  });
}

const QUIET_MS = 400; // longer than anything in the app waits before it asks
/** What a page has asked for and not got, and when that was nothing any more. */
const traffics = new WeakMap<Page, { open: Set<Request>; quietSince: number }>();

function watchTraffic(page: Page): void {
  const traffic = { open: new Set<Request>(), quietSince: Date.now() };
  traffics.set(page, traffic);
  page.on('request', (request) => {
    // The stream of changes never ends.
    if (!request.url().includes('/api/changes')) traffic.open.add(request);
  });
  const end = (request: Request) => {
    if (traffic.open.delete(request)) traffic.quietSince = Date.now();
  };
  page.on('requestfinished', end);
  page.on('requestfailed', end);
}

/** What still has no answer, for who looks for the reason. */
function listOpen(page: Page): string[] {
  return Array.from(traffics.get(page)?.open ?? [], (request) => `no answer yet: ${request.url()}`);
}

/** Until the page has asked for nothing for a while: what list, counts and address say then stays. */
export async function pageSettled(page: Page): Promise<void> {
  const traffic = traffics.get(page)!;
  traffic.quietSince = Date.now();
  await expect.poll(() => traffic.open.size === 0 && Date.now() - traffic.quietSince > QUIET_MS).toBe(true);
}

/** No serious or critical finding of axe on what is shown now. */
export async function expectAccessible(page: Page): Promise<void> {
  // A list that is read again is dim until it comes.
  await page.locator('.stale').first().waitFor({ state: 'detached' });
  // Only frames of other sites need the page that axe opens to put their findings together.
  const isAlone = page.frames().length === 1;
  const axe = new AxeBuilder({ page }).setLegacyMode(isAlone).options({ resultTypes: ['violations'] });
  const listGrave = async () => {
    const { violations } = await axe.analyze();
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    return grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  };
  await expect.poll(listGrave).toEqual([]);
}
