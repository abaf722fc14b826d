import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EXTENT } from '../encode/tile-writer.ts';
import type { DecodedFeature } from './decode.ts';

/** Whether this machine has GDAL's programs. */
export const hasGdal = ['ogrinfo', 'ogr2ogr'].every((program) => spawnSync(program, ['--version']).status === 0);

interface GeoJsonFeature {
  properties: Record<string, number | string> & { mvt_id?: number };
  geometry: { type: string; coordinates: [number, number] };
}

/** What GDAL's reader finds in a file `.mvt`, layer after layer. */
export function readWithGdal(file: string): DecodedFeature[] {
  return layersOf(file).flatMap((layer) =>
    run('ogr2ogr', '-f', 'GeoJSONSeq', '/vsistdout/', file, layer)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => toFeature(layer, JSON.parse(line) as GeoJsonFeature)),
  );
}

/** Likewise of bytes. */
export function readBytesWithGdal(bytes: Uint8Array): DecodedFeature[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'zlm-mvt-'));
  try {
    const file = path.join(folder, 'tile.mvt');
    writeFileSync(file, bytes);
    return readWithGdal(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Names in the order of the file, each checked to be a layer of points. */
function layersOf(file: string): string[] {
  const lines = run('ogrinfo', '-q', '-ro', file).trim().split('\n');
  return lines.map((line) => {
    const name = /^\d+: (.+) \(Point\)$/.exec(line)?.[1];
    if (name === undefined) throw new Error(`GDAL finds no layer of points: ${line}`);
    return name;
  });
}

// A tile without an address has its units as coordinates, counted from below.
function toFeature(layer: string, { properties, geometry }: GeoJsonFeature): DecodedFeature {
  if (geometry.type !== 'Point') throw new Error(`GDAL finds a ${geometry.type}`);
  const { mvt_id: id, ...rest } = properties;
  const [x, y] = geometry.coordinates;
  return { layer, id, x, y: EXTENT - y, properties: rest };
}

function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 28 });
}
