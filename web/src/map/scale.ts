import type { MapLang } from './types.ts';

const EQUATOR = 40_075_016.686; // metres
const TILE = 512; // px of the world at zoom 0
const STEPS = [5, 2, 1];

export interface Scale {
  metres: number;
  /** Width of the bar in CSS pixels. */
  px: number;
}

/** The longest round distance that fits `maxPx` at this latitude and zoom. */
export function toScale({ lat, zoom }: { lat: number; zoom: number }, maxPx = 92): Scale {
  const metresPerPx = (EQUATOR * Math.cos((lat * Math.PI) / 180)) / (TILE * 2 ** zoom);
  const most = metresPerPx * maxPx;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = power * (STEPS.find((step) => step * power <= most) ?? 1);
  return { metres, px: metres / metresPerPx };
}

export function describeScale({ metres }: Scale, lang: MapLang): string {
  const isFar = metres >= 1_000;
  return new Intl.NumberFormat(lang, {
    style: 'unit',
    unit: isFar ? 'kilometer' : 'meter',
    unitDisplay: lang === 'en' ? 'short' : 'long',
  }).format(isFar ? metres / 1_000 : metres);
}
