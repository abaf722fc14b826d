import type { Kind } from '@zlm/server/contract';

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

const light: Palette = {
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
  kinds: {
    institution: '#0b7a75',
    activity: '#cf5328',
    course: '#6a52b3',
    resource: '#2a6fc4',
    credit_point: '#a8740a',
  },
};

const dark: Palette = {
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
  kinds: {
    institution: '#4fbdb2',
    activity: '#f08a62',
    course: '#ab99ee',
    resource: '#74acf2',
    credit_point: '#dfae4f',
  },
};

export function getPalette(isDark: boolean): Palette {
  return isDark ? dark : light;
}
