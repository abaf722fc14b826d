import type { Kind } from '@zlm/server/contract';
import type { Look } from '../state/theme.ts';
import { coloursOf } from '../things/registry.ts';

/** Every colour of the map; the app's own tokens are in src/styles. */
export interface Palette {
  land: string;
  water: string;
  shore: string;
  river: string;
  cityName: string;
  countyName: string;
  townshipName: string;
  waterName: string;
  spotName: string;
  halo: string;
  bubble: string;
  bubbleRim: string;
  bubbleText: string;
  badge: string;
  badgeText: string;
  glyph: string;
  accent: string;
  origin: string;
  shadow: string;
  kinds: Record<Kind, string>;
}
/** Without the kinds, which bring their own. */
type Ground = Omit<Palette, 'kinds'>;

const light: Ground = {
  land: '#f5f1e8',
  water: '#bcdcdf',
  shore: '#9cc4c8',
  river: '#a9d0d4',
  cityName: '#2a3837',
  countyName: '#56635f',
  townshipName: '#6f7a75',
  waterName: '#437a80',
  spotName: '#33403e',
  halo: '#fbf9f5',
  bubble: '#ffffff',
  bubbleRim: '#e3dfd5',
  bubbleText: '#1b2a29',
  badge: '#1b2a29',
  badgeText: '#ffffff',
  glyph: '#ffffff',
  accent: '#0f6a6a',
  origin: '#1f6fd6',
  shadow: 'rgba(22, 38, 36, 0.28)',
};

const dark: Ground = {
  land: '#1f2726',
  water: '#10202a',
  shore: '#2b4750',
  river: '#1a333e',
  cityName: '#e6edea',
  countyName: '#aab6b2',
  townshipName: '#8d9995',
  waterName: '#6fa3ad',
  spotName: '#cdd7d3',
  halo: '#161b1b',
  bubble: '#2a3433',
  bubbleRim: '#3c4a48',
  bubbleText: '#f3f7f5',
  badge: '#f3f7f5',
  badgeText: '#161b1b',
  glyph: '#14201f',
  accent: '#6cc7c1',
  origin: '#6fb1ff',
  shadow: 'rgba(0, 0, 0, 0.5)',
};

const contrastLight: Ground = {
  ...light,
  land: '#ffffff',
  water: '#b7d9f2',
  shore: '#2b5f86',
  river: '#5d93bd',
  cityName: '#000000',
  countyName: '#000000',
  townshipName: '#1c1c1c',
  waterName: '#063a5e',
  spotName: '#000000',
  halo: '#ffffff',
  bubbleRim: '#000000',
  bubbleText: '#000000',
  badge: '#000000',
  accent: '#00464a',
  origin: '#0000d6',
  shadow: 'rgba(0, 0, 0, 0.9)',
};

const contrastDark: Ground = {
  ...dark,
  land: '#000000',
  water: '#0b2c47',
  shore: '#7fb4dc',
  river: '#4a86b3',
  cityName: '#ffffff',
  countyName: '#ffffff',
  townshipName: '#eaeaea',
  waterName: '#b9dcf7',
  spotName: '#ffffff',
  halo: '#000000',
  bubble: '#000000',
  bubbleRim: '#ffffff',
  bubbleText: '#ffffff',
  badge: '#ffffff',
  badgeText: '#000000',
  glyph: '#000000',
  accent: '#7ff2ea',
  origin: '#ffe600',
  shadow: 'rgba(255, 255, 255, 0.9)',
};

const grounds: Record<Look, Ground> = {
  light,
  dark,
  'contrast-light': contrastLight,
  'contrast-dark': contrastDark,
};

export const LOOKS = Object.keys(grounds) as Look[];

export function isLook(value: unknown): value is Look {
  return LOOKS.some((look) => look === value);
}

export function getPalette(look: Look): Palette {
  return { ...grounds[look], kinds: coloursOf(look) };
}
