import { readFileSync } from 'node:fs';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import GeoJSONVT from 'geojson-vt';
import type { BasemapGeometry } from '../modules/basemap/layers.ts';
import { writeArchive, type ArchiveTile } from './pmtiles-writer.ts';
import { drawQuarter, QUARTER, QUARTER_ZOOMS } from './street-quarter.ts';

const DATA = new URL('../../../seed/data/', import.meta.url);
const BBOX = [117.5, 26.5, 123.5, 31.7] as const;

interface Seat {
  name: string;
  nameEn: string;
  level: string;
  lng: number;
  lat: number;
}

/**
 * A small archive in the Protomaps schema, of our own shores and seats; roads and boundaries are straight lines. One quarter
 * is drawn nearer, down to its houses: nothing in it is real but the outline of the lake.
 */
export function writeStreetMap({ boundaries }: { boundaries: boolean }): Buffer {
  const layers = {
    ...readLayers(),
    ...(boundaries && { boundaries: collect([line([119.2, 30.4], [121.2, 29.6], { kind: 'county' })]) }),
  };
  const { waters } = JSON.parse(readFileSync(new URL('ground.json', DATA), 'utf8')) as { waters: FeatureCollection };
  const province = toIndexes(layers);
  const quarter = toIndexes(merge(layers, drawQuarter(waters)));
  const { least, most } = QUARTER_ZOOMS;
  const tiles = [
    ...listTiles(BBOX, 0, least - 1).map((tile) => toTile(province, tile)),
    ...listTiles(QUARTER, least, most).map((tile) => toTile(quarter, tile)),
  ];
  const metadata = {
    name: 'A street map for tests',
    attribution: '<a href="https://example.org">Test streets</a> &copy; nobody',
    vector_layers: [...new Set([...Object.keys(layers), 'landuse', 'buildings'])].map((id) => ({ id, fields: {} })),
  };
  return writeArchive(tiles, metadata, BBOX);
}

type Indexes = readonly (readonly [string, GeoJSONVT])[];

function toIndexes(layers: Record<string, FeatureCollection>): Indexes {
  return Object.entries(layers).map(
    ([name, features]) => [name, new GeoJSONVT(features, { maxZoom: QUARTER_ZOOMS.most, extent: 4096 })] as const,
  );
}

function toTile(indexes: Indexes, { z, x, y }: { z: number; x: number; y: number }): ArchiveTile {
  const found = indexes.flatMap(([name, index]) => {
    const tile = index.getTile(z, x, y);
    return tile ? [[name, tile] as const] : [];
  });
  const named = Object.fromEntries(found) as Parameters<typeof fromGeojsonVt>[0];
  return { z, x, y, bytes: fromGeojsonVt(named, { version: 2, extent: 4096 }) };
}

function merge(one: Record<string, FeatureCollection>, other: Record<string, FeatureCollection>) {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const both = (name: string) => [...(one[name]?.features ?? []), ...(other[name]?.features ?? [])];
  return Object.fromEntries(names.map((name) => [name, collect(both(name))]));
}

function readLayers(): Record<string, FeatureCollection> {
  const { land, lakes, rivers } = JSON.parse(readFileSync(new URL('basemap.json', DATA), 'utf8')) as BasemapGeometry;
  const divisions = JSON.parse(readFileSync(new URL('divisions.json', DATA), 'utf8')) as Seat[];
  const seats = divisions.filter(({ level }) => level === 'city' || level === 'county');
  const water = [
    ...lakes.features.map((lake) => ({ ...lake, properties: { kind: 'lake', ...lake.properties } })),
    ...rivers.features.map((river) => ({ ...river, properties: { kind: 'river' } })),
  ];
  return {
    earth: collect(land.features.map((part) => ({ ...part, properties: { kind: 'earth' } }))),
    water: collect(water),
    roads: collect(
      seats.slice(1).map(({ lng, lat }, i) => {
        const kind = i % 2 ? 'highway' : 'major_road';
        return line([seats[i]!.lng, seats[i]!.lat], [lng, lat], { kind });
      }),
    ),
    places: collect(seats.map(toPlace)),
  };
}

function toPlace({ name, nameEn, level, lng, lat }: Seat): Feature {
  const kind_detail = level === 'city' ? 'city' : 'town';
  const properties = { kind: 'locality', kind_detail, name, 'name:en': nameEn };
  return feature({ type: 'Point', coordinates: [lng, lat] }, properties);
}

const feature = (geometry: Geometry, properties: object): Feature => ({ type: 'Feature', geometry, properties });
const line = (from: number[], to: number[], properties: object) =>
  feature({ type: 'LineString', coordinates: [from, to] }, properties);
const collect = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });

function listTiles([west, south, east, north]: readonly [number, number, number, number], least: number, most: number) {
  const tiles: { z: number; x: number; y: number }[] = [];
  for (let z = least; z <= most; z++) {
    const [x0, x1, y0, y1] = [toX(west, z), toX(east, z), toY(north, z), toY(south, z)];
    for (let x = x0; x <= x1; x++) for (let y = y0; y <= y1; y++) tiles.push({ z, x, y });
  }
  return tiles;
}

const toX = (lng: number, z: number) => Math.floor((lng / 360 + 0.5) * 2 ** z);
function toY(lat: number, z: number): number {
  const sine = Math.sin((lat * Math.PI) / 180);
  return Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z);
}
