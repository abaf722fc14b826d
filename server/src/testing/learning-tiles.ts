import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

const ZHEJIANG = [117.5, 26.5, 123.5, 31.5] as const;

/** What all learning tiles of a zoom that touch the bbox [west, south, east, north] count; `search` as `?q=…` or empty. */
export async function countInTiles(
  origin: string,
  zoom: number,
  search = '',
  bbox: readonly [number, number, number, number] = ZHEJIANG,
): Promise<number> {
  const [left, top] = tileAt(bbox[0], bbox[3], zoom);
  const [right, bottom] = tileAt(bbox[2], bbox[1], zoom);
  let sum = 0;
  for (let x = left; x <= right; x++) {
    for (let y = top; y <= bottom; y++)
      sum += await countTile(`${origin}/tiles/learning/${zoom}/${x}/${y}.mvt${search}`);
  }
  return sum;
}

async function countTile(url: string): Promise<number> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  const { layers } = new VectorTile(new PbfReader(new Uint8Array(await response.arrayBuffer())));
  let sum = 0;
  for (const layer of Object.values(layers)) {
    for (let i = 0; i < layer.length; i++) sum += Number(layer.feature(i).properties['point_count'] ?? 1);
  }
  return sum;
}

function tileAt(lng: number, lat: number, zoom: number): [x: number, y: number] {
  const sine = Math.sin((lat * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [Math.floor((lng / 360 + 0.5) * 2 ** zoom), Math.floor(y * 2 ** zoom)];
}
