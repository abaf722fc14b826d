import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metresBetween } from '../geometry/metres.ts';
import {
  bboxOf,
  clampView,
  fit,
  fitAround,
  isAlmost,
  MAX_ZOOM,
  MIN_ZOOM,
  REACH,
  ZHEJIANG,
  type Bbox,
} from './viewport.ts';

const none = { top: 0, right: 0, bottom: 0, left: 0 };

test('a fitted bbox is seen whole and touches two edges', () => {
  const size = fc.record({ width: fc.integer({ min: 360, max: 2000 }), height: fc.integer({ min: 400, max: 2000 }) });
  fc.assert(
    fc.property(size, fc.integer({ min: 0, max: 80 }), (size, bottom) => {
      const padding = { ...none, bottom };
      const [west, south, east, north] = bboxOf(fit(ZHEJIANG, size, padding), size, padding);
      const slack = [ZHEJIANG[0] - west, ZHEJIANG[1] - south, east - ZHEJIANG[2], north - ZHEJIANG[3]];
      expect(Math.min(...slack)).toBeGreaterThan(-1e-9);
      expect(Math.min(slack[0]!, slack[1]!)).toBeLessThan(1e-9);
    }),
  );
});

test('whatever an address asks for, the part that is seen lies within reach, and there it stays', () => {
  const view = fc.record({
    lng: fc.double({ min: -180, max: 180, noNaN: true }),
    lat: fc.double({ min: -85, max: 85, noNaN: true }),
    zoom: fc.double({ min: 0, max: 22, noNaN: true }),
  });
  const size = fc.record({ width: fc.integer({ min: 200, max: 5000 }), height: fc.integer({ min: 200, max: 3000 }) });
  fc.assert(
    fc.property(view, size, fc.integer({ min: 0, max: 150 }), (asked, size, bottom) => {
      const padding = { ...none, bottom };
      const shown = clampView(asked, size, padding);
      const [west, south, east, north] = bboxOf(shown, size, padding);
      const slack = [west - REACH[0], south - REACH[1], REACH[2] - east, REACH[3] - north];
      expect(Math.min(...slack)).toBeGreaterThan(-1e-9);
      expect(shown.zoom).toBeGreaterThanOrEqual(MIN_ZOOM);
      expect(shown.zoom).toBeLessThanOrEqual(MAX_ZOOM);
      const again = clampView(shown, size, padding);
      for (const name of ['lng', 'lat', 'zoom'] as const) expect(again[name]).toBeCloseTo(shown[name], 9);
      // Nothing is moved that could stay.
      const seen = bboxOf(asked, size, padding);
      const isWithin = seen[0] >= REACH[0] && seen[1] >= REACH[1] && seen[2] <= REACH[2] && seen[3] <= REACH[3];
      if (isWithin && asked.zoom >= MIN_ZOOM && asked.zoom <= MAX_ZOOM) expect(shown).toEqual(asked);
    }),
  );
});

test('where the province is too large for the screen, the map opens as far out as it goes, with all of its north', () => {
  const [size, padding] = [
    { width: 320, height: 568 },
    { ...none, top: 112, bottom: 284 },
  ];
  const home = fit(ZHEJIANG, size, padding);
  expect(home.zoom).toBe(MIN_ZOOM);
  expect(bboxOf(home, size, padding)[3]).toBeCloseTo(ZHEJIANG[3], 9);
});

test('around a spot all within so many metres is seen, and a spot is as near as was asked', () => {
  const size = { width: 390, height: 844 };
  const padding = { ...none, bottom: 400 };
  const at = { lng: 120.12, lat: 30.26, zoom: 13 };
  expect(fitAround(at, 0, size, padding)).toEqual(at);
  expect(fitAround(at, 100, size, padding)).toEqual(at);
  const [west, south, east, north] = bboxOf(fitAround(at, 3_000, size, padding), size, padding);
  for (const edge of [
    [west, at.lat],
    [east, at.lat],
    [at.lng, south],
    [at.lng, north],
  ] as const)
    expect(metresBetween([at.lng, at.lat], edge)).toBeGreaterThan(3_000);
});

test('one zoom step halves what is seen', () => {
  const size = { width: 800, height: 600 };
  const wide = bboxOf({ lng: 120, lat: 30, zoom: 8 }, size, none);
  const near = bboxOf({ lng: 120, lat: 30, zoom: 9 }, size, none);
  expect((wide[2] - wide[0]) / (near[2] - near[0])).toBeCloseTo(2, 9);
  // 512 px are the whole world at zoom 0.
  expect(wide[2] - wide[0]).toBeCloseTo((800 / 512 / 256) * 360, 9);
});

test('boxes that differ by less than a hundredth are almost the same', () => {
  const box: Bbox = [120, 30, 121, 31];
  expect(isAlmost(box, [120.009, 30, 121, 31.009])).toBe(true);
  expect(isAlmost(box, [120.02, 30, 121, 31])).toBe(false);
});
