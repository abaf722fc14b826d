import type { LngLat } from '../geometry/lng-lat.ts';
import type { Kind } from '@zlm/server/contract';
import type { Look } from '../state/theme.ts';
import type { Palette } from './palette.ts';

/** west, south, east, north in WGS 84 degrees. */
export type Bbox = [west: number, south: number, east: number, north: number];
/** The point in the middle of what panel and sheet leave free, and the zoom. */
export interface Viewport {
  lng: number;
  lat: number;
  zoom: number;
}
/** CSS pixels covered by panel or sheet. */
export interface Padding {
  top: number;
  right: number;
  bottom: number;
  left: number;
}
export interface Selected {
  id: number;
  kind: Kind;
  lngLat: LngLat;
  /** Metres its place may be off. */
  precision?: number | null;
}
/** Where one starts. */
export interface Start {
  lngLat: LngLat;
  /** Metres it may be off. */
  accuracy: number;
}
export interface Highlighted {
  id: number;
  lngLat: LngLat;
}
/** A name beside a spot. */
export interface SpotLabel {
  id: number;
  lngLat: LngLat;
  text: string;
}
export type MapLang = 'zh-CN' | 'en';

/** How layers are drawn. */
export interface Drawn {
  palette: Palette;
  look: Look;
  lang: MapLang;
  /** How much larger than usual marks and words are. */
  scale: number;
  /** Names of the areas without a bubble: those the ground says far out. */
  bareAreas?: readonly string[];
}
