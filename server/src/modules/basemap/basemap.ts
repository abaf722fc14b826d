import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { FeatureCollection } from 'geojson';
import GeoJSONVT, { type LegacyTile } from 'geojson-vt';
import { drawBuiltUp } from './built-up.ts';
import { LANDMARK_ZOOMS, mergeRivers, mergeWaters, NO_GROUND, toLandmarkFeatures, type Ground } from './ground.ts';
import { LABEL_ZOOMS, toLabelFeatures, toWaterLabels } from './layers.ts';
import type { BasemapGeometry, BasemapLabel } from './layers.ts';
import { repeatNames } from './quarters.ts';
import { drawRailways } from './railways.ts';
import { smoothLine, smoothRing, type Point } from './smooth.ts';

export const MAX_ZOOM = 12;
const EXTENT = 4096;
const SMOOTH_FROM = 10; // below it the survey's steps are less than a pixel
const SMOOTH_MOST = 42; // units at MAX_ZOOM, about 100 m
const options = {
  maxZoom: MAX_ZOOM, // drawn without simplifying; one unit is 2.4 m
  indexMaxZoom: 5,
  tolerance: 3, // units of the extent below maxZoom: a third of a pixel
  extent: EXTENT,
  buffer: 128, // what smoothing does at a clipped edge stays out of sight
};

/** The frame the geometry fills, [west, south, east, north]. */
export const BOUNDS = [112, 21.5, 125.9, 36] as const;

export interface Basemap {
  /** Mapbox vector tile with the layers TileJSON names; null when nothing is there. */
  tile: (z: number, x: number, y: number) => Uint8Array | null;
  /** TileJSON 3 with tile URLs below this origin; `seats` are the county seats, to say where one is. */
  tileJson: (origin: string) => BasemapTileJson;
}
export type BasemapTileJson = ReturnType<typeof describe>;

/** The drawn ground lies over the surveyed shores and says that it is approximate. */
export function createBasemap(
  geometry: BasemapGeometry,
  labels: readonly BasemapLabel[],
  ground: Ground = NO_GROUND,
): Basemap {
  const shapes = listShapes(geometry, labels, ground).map((shape) => ({ ...shape, index: cut(shape.features) }));
  const waterLabels = cut(toWaterLabels(geometry.lakes));
  const labelsByZoom = LABEL_ZOOMS.map((zoom) => [zoom, cut(toLabelFeatures(labels, zoom))] as const);
  const landmarksByZoom =
    ground === NO_GROUND
      ? []
      : LANDMARK_ZOOMS.map((zoom) => [zoom, cut(toLandmarkFeatures(geometry.lakes, zoom))] as const);

  return {
    tile(z, x, y) {
      if (z > MAX_ZOOM) return null;
      const drawn = shapes
        .filter(({ minzoom }) => minzoom <= z)
        .map(({ layer, index, smoothFrom }) => {
          const tile = index.getTile(z, x, y);
          return [layer, z < smoothFrom ? tile : smoothTile(tile, z)] as const;
        });
      const points = [
        ['lake_labels', waterLabels],
        ['landmarks', landmarksByZoom.findLast(([zoom]) => zoom <= z)?.[1]],
        ['labels', labelsByZoom.findLast(([zoom]) => zoom <= z)?.[1]],
      ] as const;
      const layers = [...drawn, ...points.map(([layer, index]) => [layer, index?.getTile(z, x, y)] as const)].filter(
        ([, tile]) => tile && tile.features.length > 0,
      );
      if (layers.length === 0) return null;
      return fromGeojsonVt(Object.fromEntries(layers) as VtLayers, { version: 2, extent: EXTENT });
    },
    tileJson: (origin) => describe(origin, labels),
  };
}

interface Shape {
  layer: string;
  features: FeatureCollection;
  /** Below it no tile carries the layer. */
  minzoom: number;
  /** What is round as it is drawn needs it last: each round doubles its bytes. */
  smoothFrom: number;
}

function listShapes(geometry: BasemapGeometry, labels: readonly BasemapLabel[], ground: Ground): Shape[] {
  const { lakes, wetlands } = mergeWaters(geometry.lakes, ground);
  const shapes = [
    { layer: 'land', features: geometry.land, minzoom: 0, smoothFrom: SMOOTH_FROM },
    { layer: 'lakes', features: lakes, minzoom: 0, smoothFrom: SMOOTH_FROM },
    { layer: 'rivers', features: mergeRivers(geometry.rivers, ground), minzoom: 0, smoothFrom: SMOOTH_FROM },
  ];
  if (ground === NO_GROUND) return shapes;
  const drawn = [
    { layer: 'hills', features: ground.hills, minzoom: 6 },
    { layer: 'built_up', features: drawBuiltUp(labels, geometry.land), minzoom: 9 },
    { layer: 'railways', features: drawRailways(ground.railways), minzoom: 9 },
    { layer: 'wetlands', features: wetlands, minzoom: 9 },
    { layer: 'quarters', features: repeatNames(labels), minzoom: MAX_ZOOM },
    { layer: 'causeways', features: ground.causeways, minzoom: 11 },
    { layer: 'seas', features: ground.seas, minzoom: 8 },
  ];
  return [...shapes, ...drawn.map((shape) => ({ ...shape, smoothFrom: MAX_ZOOM }))];
}

function smoothTile(tile: LegacyTile | null, z: number): LegacyTile | null {
  if (!tile) return tile;
  const most = SMOOTH_MOST / 2 ** (MAX_ZOOM - z);
  const rounds = z === MAX_ZOOM ? 2 : 1; // the last zoom is also drawn much larger
  const features = tile.features.map((feature) => {
    if (feature.type === 1) return feature;
    const smooth = feature.type === 3 ? smoothRing : smoothLine;
    return { ...feature, geometry: feature.geometry.map((line) => smooth(line, most, rounds).map(round)) };
  });
  return { features };
}

function round([x, y]: Point): Point {
  return [Math.round(x), Math.round(y)];
}

// The encoder is typed for a sister library; it reads features, type, tags and geometry only.
type VtLayers = Parameters<typeof fromGeojsonVt>[0];

function cut(features: FeatureCollection): GeoJSONVT {
  return new GeoJSONVT(features, options);
}

function describe(origin: string, labels: readonly BasemapLabel[]) {
  const names = { rank: 'String', name: 'String', name_en: 'String' };
  return {
    tilejson: '3.0.0' as const,
    name: 'Built-in schematic base map',
    tiles: [`${origin}/basemap/{z}/{x}/{y}.mvt`],
    minzoom: 0,
    maxzoom: MAX_ZOOM,
    bounds: [...BOUNDS],
    attribution: 'GSHHG',
    vector_layers: [
      { id: 'land', fields: {} },
      { id: 'lakes', fields: { name: 'String', nameEn: 'String' } },
      { id: 'rivers', fields: { ...names, rank: 'Number', canal: 'Boolean', approximate: 'Boolean' } },
      { id: 'wetlands', fields: { id: 'String', approximate: 'Boolean' } },
      { id: 'railways', fields: { name: 'String', name_en: 'String', approximate: 'Boolean' } },
      { id: 'causeways', fields: { name: 'String', name_en: 'String', approximate: 'Boolean' } },
      { id: 'hills', fields: { name: 'String', level: 'Number', approximate: 'Boolean' } },
      { id: 'built_up', fields: { level: 'Number', approximate: 'Boolean' } },
      { id: 'quarters', fields: { name: 'String', name_en: 'String', coarse: 'Boolean', approximate: 'Boolean' } },
      { id: 'seas', fields: { name: 'String', name_en: 'String', approximate: 'Boolean' } },
      { id: 'lake_labels', fields: names },
      { id: 'landmarks', fields: { ...names, id: 'String', class: 'String', rank: 'Number', approximate: 'Boolean' } },
      { id: 'labels', fields: { ...names, sort: 'Number', approximate: 'Boolean' } },
    ],
    seats: labels
      .filter((label) => label.rank === 'county')
      .map(({ name, nameEn, lngLat }) => ({ name, nameEn, lngLat })),
  };
}
