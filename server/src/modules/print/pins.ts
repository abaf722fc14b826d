import type { Card } from '../../contract/common.ts';
import { isCoarse } from '../../contract/words/exactness.ts';
import { toPaper, type Frame, type Spot } from './frame.ts';

/** Half the height of a pin, and the size of its letters, in paper units. */
export const PIN = 30;
export const LETTER = 36;
const GAP = 6;

/** A card and the number of its place, from 1; null without a place. */
export interface Numbered {
  card: Card;
  number: number | null;
}
/** A pin with the numbers of all places at its spot. */
export interface Pin {
  spot: Spot;
  numbers: readonly number[];
  /** All of it is only about there. */
  isRough: boolean;
}

/** One number for each spot, in the order it first comes: cards there follow one another, those without a place come last. */
export function numberPlaces(cards: readonly Card[]): Numbered[] {
  const bySpot = new Map<string | null, Card[]>();
  for (const card of cards) {
    const spot = card.place && String(card.place.lngLat);
    bySpot.set(spot, [...(bySpot.get(spot) ?? []), card]);
  }
  const without = bySpot.get(null) ?? [];
  bySpot.delete(null);
  return [
    ...[...bySpot.values()].flatMap((there, at) => there.map((card) => ({ card, number: at + 1 }))),
    ...without.map((card) => ({ card, number: null })),
  ];
}

/** One pin for each spot; what would lie over one another shares one. */
export function placePins(cards: readonly Numbered[], frame: Frame): Pin[] {
  const byNumber = new Map<number, Pin>();
  for (const { card, number } of cards) {
    if (number === null || !card.place) continue;
    const isRough = isCoarse(card.place.precision) && (byNumber.get(number)?.isRough ?? true);
    byNumber.set(number, { spot: toPaper(frame, card.place.lngLat), numbers: [number], isRough });
  }
  let pins = [...byNumber.values()];
  for (;;) {
    const joined = pins.reduce<Pin[]>(join, []);
    if (joined.length === pins.length) return joined;
    pins = joined;
  }
}

function join(kept: readonly Pin[], pin: Pin): Pin[] {
  const over = kept.find((other) => areOver(other, pin));
  if (!over) return [...kept, pin];
  return kept.map((other) => (other === over ? unite(over, pin) : other));
}

function areOver(a: Pin, b: Pin): boolean {
  const across = (pinWidth(a.numbers) + pinWidth(b.numbers)) / 2 + GAP;
  return Math.abs(a.spot[0] - b.spot[0]) < across && Math.abs(a.spot[1] - b.spot[1]) < 2 * PIN + GAP;
}

/** In the middle of all that it stands for. */
function unite(a: Pin, b: Pin): Pin {
  const [m, n] = [a.numbers.length, b.numbers.length];
  const middle = (axis: 0 | 1) => (a.spot[axis] * m + b.spot[axis] * n) / (m + n);
  return {
    spot: [middle(0), middle(1)],
    numbers: [...a.numbers, ...b.numbers].sort((one, other) => one - other),
    isRough: a.isRough && b.isRough,
  };
}

export const pinWidth = (numbers: readonly number[]): number =>
  Math.max(PIN * 2, sayNumbers(numbers).length * LETTER * 0.5 + PIN);

/** 1–3, 7: runs are told by their ends. */
export function sayNumbers(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && number === run[1] + 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(sayRun).join(', ');
}

function sayRun([first, last]: [number, number]): string {
  if (first === last) return String(first);
  return last === first + 1 ? `${first}, ${last}` : `${first}–${last}`;
}
