import { latOf, lngOf, worldX, worldY, type Anchored, type AnchorStep } from '@zlm/tiles';
import { LANGS, type Lang } from '../contract/lists.ts';
import { otherAreaName, shortAreaName } from '../contract/words/area-names.ts';
import type { Facet } from './facet.ts';
import type { Division } from './reference.ts';
import { placeBox, spreadBoxes, type Box } from './spread-boxes.ts';

interface StepSpec {
  lastZoom: number;
  /** Where its bubbles stand closest: the map goes no further out than 5.5. */
  leastZoom: number;
  level: 'city' | 'county';
}
const STEPS: readonly StepSpec[] = [
  { lastZoom: 5, leastZoom: 5.5, level: 'city' },
  { lastZoom: 6, leastZoom: 6, level: 'city' },
  { lastZoom: 7, leastZoom: 7, level: 'city' },
  { lastZoom: 8, leastZoom: 8, level: 'county' },
  { lastZoom: 9, leastZoom: 9, level: 'county' },
];
const LEVELS_ABOVE = { city: ['province'], county: ['city', 'province'] };
/** Of a bubble as the map draws it, in px: a name over a count. */
const BUBBLE = { height: 40, leastWidth: 48, aroundName: 20, perHan: 13, perLatin: 6.8 };
const WORLD_PX = 512;
const GRID = 2 ** 32;

type Seat = Division & { lng: number; lat: number };

/** Where the map counts things by division; undefined while no seat of a city or county is known. */
export function anchorDivisions(divisions: readonly Division[], facet: Facet): Anchored | undefined {
  const seats = divisions.filter((division): division is Seat => division.lng !== null && division.lat !== null);
  if (!seats.some(({ level }) => level === 'city' || level === 'county')) return undefined;
  const key = JSON.stringify(seats);
  // Placing takes a tenth of a second, and a catalogue that is loaded again seldom has other divisions.
  if (placed?.key !== key) placed = { key, steps: STEPS.map((step) => placeStep(step, seats)) };
  const steps = placed.steps.map(({ anchors, ...step }) => ({
    ...step,
    anchors: anchors.map(({ code, ...at }) => ({ value: facet.find(code)!, ...at })),
  }));
  return { facet: facet.spec.name, steps };
}

interface PlacedStep extends Pick<AnchorStep, 'lastZoom' | 'rest'> {
  anchors: { code: string; lng: number; lat: number }[];
}
let placed: { key: string; steps: PlacedStep[] } | null = null;

function placeStep({ lastZoom, leastZoom, level }: StepSpec, seats: readonly Seat[]): PlacedStep {
  const shown = seats.filter((seat) => seat.level === level);
  // What lies above is seldom drawn, and makes room for those that always are.
  const above = seats.filter((seat) => LEVELS_ABOVE[level].includes(seat.level));
  const standing = spreadBoxes(shown.map((seat) => toBox(seat, leastZoom, (lang) => shortAreaName(seat, lang))));
  for (const seat of above)
    standing.push(
      placeBox(
        toBox(seat, leastZoom, (lang) => otherAreaName(seat, lang)),
        standing,
      ),
    );
  const rest = placeBox(
    toBox(cornerOf(seats), leastZoom, (lang) => otherAreaName(null, lang)),
    standing,
  );
  const anchors = [...shown, ...above].map(({ code }, at) => {
    return { code, ...toLngLat(standing[at]!, leastZoom) };
  });
  return { lastZoom, anchors, rest: toLngLat(rest, leastZoom) };
}

/** The south-east of all seats: in Zhejiang the open sea. */
function cornerOf(seats: readonly Seat[]): { lng: number; lat: number } {
  return { lng: Math.max(...seats.map(({ lng }) => lng)), lat: Math.min(...seats.map(({ lat }) => lat)) };
}

const pxPerUnit = (zoom: number): number => (WORLD_PX * 2 ** zoom) / GRID;

/** As wide as the wider of its names. */
function toBox({ lng, lat }: { lng: number; lat: number }, zoom: number, name: (lang: Lang) => string): Box {
  const scale = pxPerUnit(zoom);
  const width = Math.max(BUBBLE.leastWidth, ...LANGS.map((lang) => BUBBLE.aroundName + widthOf(name(lang))));
  return { x: worldX(lng) * scale, y: worldY(lat) * scale, width, height: BUBBLE.height };
}

function widthOf(name: string): number {
  return [...name].reduce((sum, sign) => sum + (sign > '\u2e80' ? BUBBLE.perHan : BUBBLE.perLatin), 0);
}

function toLngLat({ x, y }: Box, zoom: number): { lng: number; lat: number } {
  const scale = pxPerUnit(zoom);
  return { lng: lngOf(Math.round(x / scale)), lat: latOf(Math.round(y / scale)) };
}
