import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { BaseMap } from '@zlm/server/contract';
import { expect, test } from 'vitest';
import { BUILT_IN } from './base-map.ts';
import { buildBase } from './base-style.ts';
import type { Look } from '../state/theme.ts';
import { NO_PINS } from './drawn-pins.ts';
import { NO_OVERLAY } from './overlay.ts';
import { getPalette, LOOKS } from './palette.ts';
import { toSpots } from './spots.ts';
import { buildStyle } from './style.ts';

const TIANDITU: BaseMap = {
  type: 'tianditu',
  approvalNumber: 'GS(2024)0650号',
  minzoom: 1,
  maxzoom: 18,
  ground: ['https://t0.tianditu.gov.cn/vec_w/{z}/{y}/{x}'],
  names: { 'zh-CN': ['https://t0.tianditu.gov.cn/cva_w'], en: ['https://t0.tianditu.gov.cn/eva_w'] },
};
const archive = (hasBoundaries: boolean): BaseMap => ({
  type: 'pmtiles',
  approvalNumber: null,
  path: '/basemap/map.pmtiles',
  minzoom: 0,
  maxzoom: 15,
  attribution: '',
  hasBoundaries,
});
const build = (base: BaseMap, lang: 'zh-CN' | 'en' = 'zh-CN', look: Look = 'light') =>
  buildBase(base, { palette: getPalette(look), look, lang, scale: 1 }, 'https://map.example');

test.each(LOOKS)('every style is valid in %s', (look) => {
  const spots = toSpots({
    labels: [],
    pins: NO_PINS,
    selected: null,
    holder: null,
    highlighted: null,
    origin: null,
    overlay: NO_OVERLAY,
  });
  for (const base of [BUILT_IN, archive(true), TIANDITU]) {
    for (const lang of ['zh-CN', 'en'] as const) {
      const counted = { areas: new Map(), bareAreas: ['衢州市'], isMixed: true };
      const style = buildStyle({ look, scale: 1.3, lang, spots, base, origin: 'https://map.example', ...counted });
      expect(validateStyleMin(style).map(({ message }) => message)).toEqual([]);
    }
  }
});

test('boundaries are drawn only where they are approved', () => {
  const drawn = (base: BaseMap) => JSON.stringify(build(base).layers).includes('"source-layer":"boundaries"');
  expect([BUILT_IN, archive(false), archive(true)].map(drawn)).toEqual([false, false, true]);
});

test('every layer draws from a source of its map, and no address leaves the server but for Tianditu', () => {
  for (const base of [BUILT_IN, archive(true), TIANDITU]) {
    const { sources, layers } = build(base);
    for (const layer of layers) if ('source' in layer) expect(sources).toHaveProperty([layer.source]);
    const hosts = JSON.stringify(sources).match(/https?:\/\/[^/"]+/g)!;
    const own = base.type === 'tianditu' ? 'https://t0.tianditu.gov.cn' : 'https://map.example';
    expect([...new Set(hosts)]).toEqual([own]);
  }
});

test('names follow the language', () => {
  const named = (base: BaseMap, lang: 'zh-CN' | 'en') => JSON.stringify(build(base, lang));
  expect(named(archive(false), 'zh-CN')).toContain('name:zh-Hans');
  expect(named(archive(false), 'en')).toContain('name:en');
  expect(named(TIANDITU, 'zh-CN')).not.toContain('eva_w');
  expect(named(TIANDITU, 'en')).not.toContain('cva_w');
});

test('images made for daylight are dimmed at night', () => {
  const brightness = (look: Look) => JSON.stringify(build(TIANDITU, 'en', look)).includes('brightness');
  expect(['light', 'contrast-dark'].map((look) => brightness(look as Look))).toEqual([false, true]);
});

test('far out the ground names the areas without a bubble, and no others', () => {
  const drawn = { palette: getPalette('light'), look: 'light', lang: 'zh-CN', scale: 1 } as const;
  const { layers } = buildBase(BUILT_IN, { ...drawn, bareAreas: ['衢州市'] }, '');
  const far = layers.filter(({ id }) => id.startsWith('bare-'));
  expect(far.map(({ id, maxzoom }) => [id, maxzoom])).toEqual([
    ['bare-county-names', 10],
    ['bare-city-names', 8],
  ]);
  for (const layer of far) expect(JSON.stringify(layer)).toContain('["literal",["衢州市"]]');
});

test('no name stands beside the bubble that says it: cities from zoom 8, counties from 10', () => {
  const zoomsOf = (base: BaseMap) =>
    Object.fromEntries(build(base).layers.map(({ id, minzoom }) => [id, minzoom] as const));
  expect(zoomsOf(BUILT_IN)).toMatchObject({ 'city-names': 8, 'county-names': 10 });
  expect(zoomsOf(archive(false))).toMatchObject({ 'city-names': 8, 'town-names': 10 });
});
