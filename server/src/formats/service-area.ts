import { createAreaTest } from './even-odd.ts';

/** Where things may be pinned. */
export interface ServiceArea {
  names: { 'zh-CN': string; en: string };
  has(lng: number, lat: number): boolean;
}

type Ring = readonly (readonly [lng: number, lat: number])[];

/** Zhejiang with its islands and some 15 km around its townships: no border, WGS 84. */
const ZHEJIANG: Ring = [
  [117.95, 29.0],
  [118.02, 29.5],
  [118.35, 29.62],
  [118.75, 29.9],
  [118.8, 30.45],
  [119.2, 30.75],
  [119.45, 31.15],
  [119.8, 31.28],
  [120.1, 31.1],
  [120.55, 31.05],
  [121.0, 31.1],
  [121.25, 30.85],
  [121.7, 30.75],
  [122.3, 31.05],
  [122.95, 31.05],
  [123.3, 30.7],
  [123.05, 29.9],
  [122.6, 29.3],
  [122.2, 28.3],
  [121.5, 27.6],
  [121.3, 27.2],
  [120.75, 26.95],
  [120.2, 27.05],
  [119.6, 27.15],
  [118.75, 27.35],
  [118.65, 27.85],
  [118.25, 28.2],
  [118.1, 28.6],
];

export function createServiceArea(names: ServiceArea['names'], rings: readonly Ring[]): ServiceArea {
  const closed = rings.map((ring) => [...ring, ring[0]!]);
  return { names, has: createAreaTest(closed) };
}

export const ZHEJIANG_AREA = createServiceArea({ 'zh-CN': '浙江省', en: 'Zhejiang' }, [ZHEJIANG]);
