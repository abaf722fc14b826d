import type { Lang } from '../lists.ts';
import { distance } from './format.ts';

/** Metres: three decimals of a degree (110 m) are a spot to walk to, two (1.1 km) an area. */
const EXACT_M = 200;

/** Whether a position that may be so many metres off is an area, without minutes on foot. */
export function isCoarse(metres: number | null | undefined): metres is number {
  return (metres ?? 0) > EXACT_M;
}

/** To its first figure: 560 m → 600 m, 1.1 km → 1 km. */
export function tellExactness(metres: number, lang: Lang): string {
  return distance(Number(metres.toPrecision(1)), lang);
}

type Say = (key: 'about' | 'within', distance: string) => string;

/** A distance no finer than the metres its ends may be off. */
export function tellDistance(metres: number, off: number, lang: Lang, say: Say): string {
  if (!isCoarse(off)) return distance(metres, lang);
  if (metres <= off) return say('within', tellExactness(off, lang));
  const step = 10 ** Math.floor(Math.log10(off));
  return say('about', distance(Math.round(metres / step) * step, lang));
}
