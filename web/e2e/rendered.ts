import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { metresBetween } from '../src/geometry/metres.ts';
import { mapSettled, readView, type View } from './map-page.ts';

/** What a page noted about each frame since `watchFrames`. */
export interface Frames {
  /** Features of what can be learned, on screen in the emptiest frame. */
  least: number;
  /** Frames without one of the features that were there all along. */
  blinks: number;
  frames: number;
  /** Wall time in ms when the expectation first held; null until then. */
  listAt: number | null;
  mapAt: number | null;
}
interface Expected {
  /** Text somewhere in the list. */
  text: string;
  id: number;
  at: { lng: number; lat: number };
}
interface Point {
  id?: string | number | undefined;
  properties: Record<string, unknown>;
  geometry: { type: string; coordinates?: unknown };
}
interface Watching {
  caughtMap?: {
    queryRenderedFeatures: (options: object) => Point[];
    project: (lngLat: [number, number]) => { x: number; y: number };
    jumpTo: (view: { center: { lng: number; lat: number }; zoom: number }) => void;
  };
  noted?: Frames;
  stopWatching?: () => void;
}

/** Runs before the app: keeps hold of the map, which the page itself does not hand out. */
export function catchMap(): void {
  Object.defineProperty(Object.prototype, '_interactive', {
    configurable: true,
    set(this: object, value: unknown) {
      Object.defineProperty(this, '_interactive', { value, writable: true, configurable: true, enumerable: true });
      if ('queryRenderedFeatures' in this) (window as Watching).caughtMap = this as NonNullable<Watching['caughtMap']>;
    },
  });
}

/** Looks at list and map in every frame from now on; ends what was watched before. */
export async function watchFrames(page: Page, expected: Expected): Promise<void> {
  await page.evaluate(({ text, id, at }) => {
    const watching = window as Watching;
    const map = watching.caughtMap!;
    const noted: Frames = { least: Infinity, blinks: 0, frames: 0, listAt: null, mapAt: null };
    const look = () =>
      map.queryRenderedFeatures({ layers: ['points', 'clusters'] }).map(({ properties, geometry }) => {
        const [lng, lat] = geometry.coordinates as [number, number];
        return { id: properties.id, lng, lat };
      });
    const others = new Set(look().flatMap((point) => (point.id === undefined || point.id === id ? [] : [point.id])));
    const isThere = (point: { id?: unknown; lng: number; lat: number }) =>
      point.id === id && Math.abs(point.lng - at.lng) < 2e-4 && Math.abs(point.lat - at.lat) < 2e-4;

    function note(): void {
      const points = look();
      const ids = new Set(points.map((point) => point.id));
      noted.frames += 1;
      noted.least = Math.min(noted.least, points.length);
      if ([...others].some((other) => !ids.has(other))) noted.blinks += 1;
      if (noted.mapAt === null && points.some(isThere)) noted.mapAt = Date.now();
      if (noted.listAt === null && document.querySelector('#results')!.textContent.includes(text))
        noted.listAt = Date.now();
      frame = requestAnimationFrame(note);
    }
    watching.stopWatching?.();
    let frame = requestAnimationFrame(note);
    watching.stopWatching = () => cancelAnimationFrame(frame);
    watching.noted = noted;
  }, expected);
}

export async function readFrames(page: Page): Promise<Frames> {
  return page.evaluate(() => (window as Watching).noted!);
}

/** Moves the map at once, as a person would by dragging. */
export async function lookAt(page: Page, { lng, lat, zoom }: View): Promise<void> {
  await page.evaluate((view) => (window as Watching).caughtMap!.jumpTo(view), { center: { lng, lat }, zoom });
  await expect.poll(() => readView(page)?.lng).toBeCloseTo(lng, 3);
  await mapSettled(page);
}

/** How far from a spot the area drawn around it reaches on the map, in metres; null where none is drawn. */
export async function roughRadius(
  page: Page,
  of: 'origin' | 'selected',
  spot: [number, number],
): Promise<number | null> {
  const rings = await page.evaluate((of) => {
    const drawn = (window as Watching).caughtMap!.queryRenderedFeatures({ layers: ['rough'] });
    return drawn.filter(({ properties }) => properties.of === of).map(({ geometry }) => geometry.coordinates);
  }, of);
  const corners = rings.flat(2) as [number, number][];
  return corners.length === 0 ? null : Math.max(...corners.map((corner) => metresBetween(spot, corner)));
}

/** What can be learned on screen: count and pixel of every pin. */
export async function listPins(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const map = (window as Watching).caughtMap!;
    const pins = map
      .queryRenderedFeatures({ layers: ['points', 'clusters', 'area-bubbles'] })
      .map(({ properties, geometry }) => {
        const { x, y } = map.project(geometry.coordinates as [number, number]);
        return `${Number(properties.point_count ?? 1)} at ${x.toFixed(1)},${y.toFixed(1)}`;
      });
    return [...new Set(pins)].sort();
  });
}

/** The bubble of an area as it is drawn. */
export interface Bubble {
  code: string;
  count: number;
  /** px on the page */
  x: number;
  y: number;
}

/** The bubbles on screen, each once. */
export async function readBubbles(page: Page): Promise<Bubble[]> {
  return page.evaluate(() => {
    const map = (window as Watching).caughtMap!;
    const { left, top } = document.querySelector('canvas')!.getBoundingClientRect();
    const drawn = map.queryRenderedFeatures({ layers: ['area-bubbles'] }).map(({ properties, geometry }) => {
      const { x, y } = map.project(geometry.coordinates as [number, number]);
      const code = String(properties.division);
      return [code, { code, count: Number(properties.point_count), x: left + x, y: top + y }] as const;
    });
    return [...new Map(drawn).values()];
  });
}

/** Names of divisions that the ground shows. */
export async function readNames(page: Page, layer: `${'' | 'bare-'}${'city' | 'county'}-names`): Promise<string[]> {
  return page.evaluate((layer) => {
    const named = (window as Watching).caughtMap!.queryRenderedFeatures({ layers: [layer] });
    return [...new Set(named.map(({ properties }) => String(properties.name)))];
  }, layer);
}

/** What marks the thing that is open: halos, whether the one is where a ring is, and pins of its own. */
export async function readHalo(page: Page): Promise<{ halos: number; isAroundRing: boolean; pins: number }> {
  return page.evaluate(() => {
    const map = (window as Watching).caughtMap!;
    const spotsOf = (layer: string) =>
      new Set(map.queryRenderedFeatures({ layers: [layer] }).map(({ geometry }) => String(geometry.coordinates)));
    const [halos, rings] = [[...spotsOf('halo')], [...spotsOf('clusters')]];
    const isNear = (a: string, b: string) => {
      const [one, other] = [a, b].map((spot) => spot.split(',').map(Number) as [number, number]);
      return Math.abs(one![0] - other![0]) < 1e-3 && Math.abs(one![1] - other![1]) < 1e-3;
    };
    const isAroundRing = halos.length > 0 && halos.every((halo) => rings.some((ring) => isNear(halo, ring)));
    return { halos: halos.length, isAroundRing, pins: spotsOf('selected').size };
  });
}
