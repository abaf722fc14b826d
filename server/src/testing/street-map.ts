import { readFileSync } from 'node:fs';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import GeoJSONVT from 'geojson-vt';
import type { BasemapGeometry } from '../modules/basemap/layers.ts';
import { writeArchive, type ArchiveTile } from './pmtiles-writer.ts';

const DATA = new URL('../../../seed/data/', import.meta.url);
const BBOX = [117.5, 26.5, 123.5, 31.7] as const;
const MAX_ZOOM = 9;

interface Seat {
  name: string;
  nameEn: string;
  level: string;
  lng: number;
  lat: number;
}

/** A small archive in the Protomaps schema, of our own shores and seats; roads and boundaries are straight lines. */
export function writeStreetMap({ boundaries }: { boundaries: boolean }): Buffer {
  const layers = {
    ...readLayers(),
    ...(boundaries && { boundaries: collect([line([119.2, 30.4], [121.2, 29.6], { kind: 'county' })]) }),
  };
  const indexes = Object.entries(layers).map(
    ([name, features]) => [name, new GeoJSONVT(features, { maxZoom: MAX_ZOOM, extent: 4096 })] as const,
  );
  const tiles: ArchiveTile[] = [];
  for (const { z, x, y } of listTiles()) {
    const found = indexes.flatMap(([name, index]) => {
      const tile = index.getTile(z, x, y);
      return tile ? [[name, tile] as const] : [];
    });
    const named = Object.fromEntries(found) as Parameters<typeof fromGeojsonVt>[0];
    tiles.push({ z, x, y, bytes: fromGeojsonVt(named, { version: 2, extent: 4096 }) });
  }
  const metadata = {
    name: 'A street map for tests',
    attribution: '<a href="https://example.org">Test streets</a> &copy; nobody',
    vector_layers: Object.keys(layers).map((id) => ({ id, fields: {} })),
  };
  return writeArchive(tiles, metadata, BBOX);
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

function listTiles() {
  const tiles: { z: number; x: number; y: number }[] = [];
  const [west, south, east, north] = BBOX;
  for (let z = 0; z <= MAX_ZOOM; z++) {
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
