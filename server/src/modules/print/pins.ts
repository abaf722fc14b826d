import type { Card } from '../../contract/common.ts';
import { toPaper, type Frame, type Spot } from './frame.ts';

/** A pin with the numbers of all cards at its spot. */
export interface Pin {
  spot: Spot;
  numbers: readonly number[];
}

/** Things at one spot, or closer than `reach` paper units, share a pin; numbers count from 1. */
export function placePins(cards: readonly Card[], frame: Frame, reach: number): Pin[] {
  const pins: { spot: Spot; numbers: number[] }[] = [];
  for (const [i, { place }] of cards.entries()) {
    if (!place) continue;
    const spot = toPaper(frame, place.lngLat);
    const near = pins.find((pin) => Math.hypot(pin.spot[0] - spot[0], pin.spot[1] - spot[1]) < reach);
    if (near) near.numbers.push(i + 1);
    else pins.push({ spot, numbers: [i + 1] });
  }
  return pins;
}

/** 1–3, 7: runs are told by their ends. */
export function sayNumbers(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && number === run[1] + 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs
    .map(([first, last]) => (first === last ? first : last === first + 1 ? `${first}, ${last}` : `${first}–${last}`))
    .join(', ');
}
