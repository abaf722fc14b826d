import { readFileSync } from 'node:fs';
import { latOf, lngOf, metresBetween, worldX, worldY } from '@zlm/tiles';
import { expect, test } from 'vitest';
import { anchorDivisions } from './anchors.ts';
import { Facet } from './facet.ts';
import type { Division } from './reference.ts';
import { toPreorder } from './tree.ts';

type Given = Omit<Division, 'lng' | 'lat'> & { lng?: number; lat?: number };
const file = new URL('../../../seed/data/divisions.json', import.meta.url);
const divisions = (JSON.parse(readFileSync(file, 'utf8')) as Given[]).map((division): Division => ({
  ...division,
  lng: division.lng ?? null,
  lat: division.lat ?? null,
}));
const { keys, ends } = toPreorder(divisions.map(({ code, parent }) => ({ key: code, parent })));
const facet = new Facet('division', keys, { ends });
const { steps } = anchorDivisions(divisions, facet)!;

test('cities to zoom 7, counties to zoom 9, each once, with what lies above them', () => {
  expect(steps.map(({ lastZoom, anchors }) => [lastZoom, anchors.length])).toEqual([
    [5, 12],
    [6, 12],
    [7, 12],
    [8, 102],
    [9, 102],
  ]);
  expect(new Set(steps[3]!.anchors.map(({ value }) => value)).size).toBe(102);
});

test('everything stands where a tile of the province is, and no nearer to another than a small bubble is wide or high', () => {
  for (const [at, { anchors, rest }] of steps.entries()) {
    const scale = (512 * 2 ** [5.5, 6, 7, 8, 9][at]!) / 2 ** 32;
    const spots = [...anchors, rest].map(({ lng, lat }) => ({
      lng,
      lat,
      x: worldX(lng) * scale,
      y: worldY(lat) * scale,
    }));
    for (const { lng, lat } of spots) expect(lng > 117.5 && lng < 123.5 && lat > 26.5 && lat < 31.5).toBe(true);
    const close = spots.flatMap((a, i) =>
      spots.slice(i + 1).filter((b) => Math.abs(a.x - b.x) < 47.9 && Math.abs(a.y - b.y) < 39.9),
    );
    expect(close).toEqual([]);
  }
});

test('a seat is left by no more than a few bubbles, and by less the nearer one looks', () => {
  const away = steps.map(({ anchors }) =>
    anchors.slice(0, anchors.length === 12 ? 11 : 90).map(({ value, lng, lat }) => {
      const seat = divisions.find(({ code }) => code === facet.codes[value])!;
      return metresBetween(lng, lat, seat.lng!, seat.lat!) / 1000;
    }),
  );
  const most = away.map((list) => Math.max(...list));
  expect(most[1]).toBeLessThan(most[0]!);
  expect(most[2]).toBeLessThan(most[1]!);
  expect(most[4]).toBeLessThan(most[3]!);
});

test('the same divisions stand alike, and without seats there are no anchors', () => {
  expect(anchorDivisions(divisions, facet)).toEqual({ facet: 'division', steps });
  expect(
    anchorDivisions(
      divisions.map((one) => ({ ...one, lng: null, lat: null })),
      facet,
    ),
  ).toBeUndefined();
  // A position keeps its place on the grid.
  const [{ lng, lat }] = steps[0]!.anchors as [(typeof steps)[0]['anchors'][0]];
  expect([lngOf(worldX(lng)), latOf(worldY(lat))]).toEqual([lng, lat]);
});
