import type { Kind } from '@zlm/server/contract';
import type { Look } from '../state/theme.ts';
import { coloursOf } from '../things/registry.ts';

/** Every colour of the map; the app's own tokens are in src/styles. */
export interface Palette {
  land: string;
  hill: string;
  hillHigh: string;
  town: string;
  townCore: string;
  wetland: string;
  water: string;
  shore: string;
  river: string;
  cityName: string;
  countyName: string;
  townshipName: string;
  waterName: string;
  hillName: string;
  landmark: string;
  landmarkName: string;
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
  hill: '#e7edda',
  hillHigh: '#dce7cd',
  town: '#ece5da',
  townCore: '#e4dccf',
  wetland: '#c3dcc9',
  water: '#9dcbd9',
  shore: '#6fa9bb',
  river: '#8abfcf',
  cityName: '#2a3837',
  countyName: '#445350',
  townshipName: '#555f5b',
  waterName: '#124f60',
  hillName: '#3f5a33',
  landmark: '#5b6573',
  landmarkName: '#4a5563',
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
  land: '#252929',
  hill: '#24302a',
  hillHigh: '#26362c',
  town: '#2e302f',
  townCore: '#383937',
  wetland: '#1f4743',
  water: '#18506f',
  shore: '#4389a8',
  river: '#2c7196',
  cityName: '#e6edea',
  countyName: '#bcc8c4',
  townshipName: '#b3bdb9',
  waterName: '#9fd0e2',
  hillName: '#b0cba4',
  landmark: '#8c97a6',
  landmarkName: '#bcc5d1',
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
  hill: '#eef6e8',
  hillHigh: '#e2efd8',
  town: '#f3f1ee',
  townCore: '#e9e6e1',
  wetland: '#cfe8dc',
  water: '#b7d9f2',
  shore: '#2b5f86',
  river: '#5d93bd',
  cityName: '#000000',
  countyName: '#000000',
  townshipName: '#1c1c1c',
  waterName: '#063a5e',
  hillName: '#17350c',
  landmark: '#2d3540',
  landmarkName: '#1f2732',
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
  hill: '#06140a',
  hillHigh: '#0b1f10',
  town: '#141414',
  townCore: '#1e1e1e',
  wetland: '#0d3a36',
  water: '#0b3a63',
  shore: '#7fb4dc',
  river: '#4a86b3',
  cityName: '#ffffff',
  countyName: '#ffffff',
  townshipName: '#eaeaea',
  waterName: '#d5eafb',
  hillName: '#d6f0cc',
  landmark: '#c4ccd6',
  landmarkName: '#e6ebf2',
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
