import { expect, test } from 'vitest';
import { metresBetween } from '../geometry/metres.ts';
import { NO_PINS, toDrawnPins } from './drawn-pins.ts';
import { NO_OVERLAY } from './overlay.ts';
import { toSpots, type SpotInput } from './spots.ts';

const none: SpotInput = {
  labels: [],
  pins: NO_PINS,
  selected: null,
  holder: null,
  highlighted: null,
  origin: null,
  overlay: NO_OVERLAY,
};

const pinsAt = (...spots: [number, number][]) =>
  toDrawnPins(spots.map((coordinates) => ({ properties: {}, geometry: { type: 'Point', coordinates } })));
const namesOf = (input: Partial<SpotInput>) =>
  toSpots({ ...none, ...input })['spot-names'].features.map(({ properties }) => properties?.text as string);

test('one spot has one name, the first', () => {
  const labels: SpotInput['labels'] = [
    { id: 1, lngLat: [120, 30], text: '西湖区社区学院' },
    { id: 2, lngLat: [120, 30], text: '书法班' },
    { id: 3, lngLat: [121, 30], text: '图书馆' },
  ];
  expect(namesOf({ labels, pins: pinsAt([120, 30], [121, 30]) })).toEqual(['西湖区社区学院', '图书馆']);
});

test('a name is drawn where its pin is, not where a cluster holds it', () => {
  const labels: SpotInput['labels'] = [
    { id: 1, lngLat: [120.123456, 30.2], text: '在图上' },
    { id: 2, lngLat: [120.1239, 30.2], text: '在聚合里' },
  ];
  // As a tile rounds it.
  expect(namesOf({ labels, pins: pinsAt([120.12344, 30.20002]) })).toEqual(['在图上']);
  expect(namesOf({ labels, pins: NO_PINS })).toEqual([]);
});

test('what is open needs no second mark when the list points at it', () => {
  const focus = toSpots({
    ...none,
    selected: { id: 7, kind: 'course', lngLat: [120, 30] },
    highlighted: { id: 7, lngLat: [120, 30] },
  }).focus.features;
  expect(focus.map(({ properties }) => properties)).toEqual([{ kind: 'course' }]);
});

test('what is open in a ring is a halo around that, and no pin of its own', () => {
  const [halo, ...others] = toSpots({
    ...none,
    selected: { id: 7, kind: 'course', lngLat: [120, 30] },
    holder: { lngLat: [120.1, 30.1], radius: 25 },
  }).focus.features;
  expect([halo!.properties, halo!.geometry.coordinates, others]).toEqual([{ ring: 25 }, [120.1, 30.1], []]);
});

test('what is known to kilometres is an area of that size, and no spot', () => {
  const at: [number, number] = [120, 30];
  const { origin, rough, focus } = toSpots({
    ...none,
    origin: { lngLat: at, accuracy: 3_000 },
    selected: { id: 7, kind: 'course', lngLat: at, precision: 1_100 },
  });
  expect(origin.features).toEqual([]);
  expect(focus.features).toHaveLength(1);
  const radii = rough.features.map(({ properties, geometry }) => {
    const all = geometry.coordinates[0]!.map(([lng, lat]) => Math.round(metresBetween(at, [lng!, lat!])));
    return [properties?.of as string, ...new Set(all)];
  });
  expect(radii).toEqual([
    ['origin', 3_000],
    ['selected', 1_100],
  ]);
  const exact = toSpots({ ...none, origin: { lngLat: at, accuracy: 30 } });
  expect([exact.origin.features.length, exact.rough.features.length]).toEqual([1, 0]);
});

test('where nothing is pointed at nothing is drawn', () => {
  expect(Object.values(toSpots(none)).every(({ features }) => features.length === 0)).toBe(true);
});
