// Usage, in seed/, with Debian's gmt and gmt-gshhg-full (GSHHG 2.3.7) installed:
//   npx tsc -p scripts && node .cache/scripts/basemap.js data/basemap.json
// Coast, islands, lakes and rivers only: GSHHG's border files are never read.
import { writeFileSync } from 'node:fs';
import { findCrossings } from './crossings.ts';
import { isClosed, loadGshhgLines } from './gshhg-lines.ts';
import type { Bbox, LngLat } from './gshhg-lines.ts';
import { closeRings, contains, nestRings, signedArea } from './rings.ts';
import type { Ring } from './rings.ts';
import { simplifyLine } from './simplify.ts';

const FRAME: Bbox = [112, 21.5, 125.9, 36];
// Full detail in Zhejiang and its sea; around it only what fills a wide screen.
const DETAIL: Bbox = [117.5, 25.6, 124.8, 31.9];
const DETAIL_TOLERANCE = 30; // metres
const COARSE_TOLERANCE = 1200; // metres
const COARSE_MIN_AREA = 0.003; // square degrees, about 30 km²
const COARSE_RIVERS = new Set([1, 2]);
// GSHHG river levels: 1-4 permanent, 8-9 canals; 0 repeats the banks of double-lined rivers, the rest dry up.
const RIVER_RANKS: Record<number, number> = { 1: 1, 2: 2, 3: 3, 4: 4, 8: 3, 9: 4 };
const CANAL_LEVEL = 8;
const SHORE = { land: 1, lake: 2, islandInLake: 3 };
const LAKE_NAMES: { at: LngLat; name: string; nameEn: string }[] = [
  { at: [120.1, 31.25], name: '太湖', nameEn: 'Taihu Lake' },
  { at: [118.93, 29.56], name: '千岛湖', nameEn: 'Qiandao Lake' },
  { at: [120.96, 31.11], name: '淀山湖', nameEn: 'Dianshan Lake' },
];

const [outFile] = process.argv.slice(2);
if (!outFile) throw new Error('usage: basemap.js <out.json>');

const shores = loadGshhgLines(FRAME, '-W').filter(({ points }) => !isClosed(points) || isWorthKeeping(points));
const land = shores.filter((line) => line.level === SHORE.land).map((line) => line.points);
// Shores keep land on their left, so water lies on the left of the reversed ones.
const water = shores
  .filter((line) => line.level === SHORE.lake || line.level === SHORE.islandInLake)
  .map((line) => line.points.toReversed());
const rivers = loadGshhgLines(FRAME, '-Ia').filter(
  ({ level, points }) => level in RIVER_RANKS && (COARSE_RIVERS.has(level) || points.some(isInDetail)),
);

const layers = {
  land: collect(toPolygons(land).map((rings) => feature({}, { type: 'Polygon', coordinates: rings }))),
  lakes: collect(toPolygons(water).map((rings) => feature(nameLake(rings), { type: 'Polygon', coordinates: rings }))),
  rivers: collect(
    rivers.map(({ level, points }) =>
      feature(
        { rank: RIVER_RANKS[level], ...(level >= CANAL_LEVEL && { canal: true }) },
        { type: 'LineString', coordinates: simplifyLine(points, toleranceAt) },
      ),
    ),
  ),
};
writeFileSync(
  outFile,
  `{\n${Object.entries(layers)
    .map(([name, layer]) => `"${name}":${layer}`)
    .join(',\n')}\n}\n`,
);

function collect(features: string[]): string {
  return `{"type":"FeatureCollection","bbox":${JSON.stringify(FRAME)},"features":[\n${features.join(',\n')}\n]}`;
}

function feature(properties: object, geometry: { type: string; coordinates: LngLat[] | Ring[] }): string {
  return JSON.stringify({ type: 'Feature', properties, geometry });
}

function nameLake(rings: Ring[]): object {
  const named = LAKE_NAMES.find(({ at }) => contains(rings[0]!, at));
  return named ? { name: named.name, nameEn: named.nameEn } : {};
}

/** Simplifies as far as no two shores meet, then joins and nests. */
function toPolygons(lines: LngLat[][]): Ring[][] {
  const scale = lines.map(() => 1);
  for (let round = 0; round < 8; round++) {
    const simple = lines.map((line, i) => simplifyLine(line, (point) => toleranceAt(point) * scale[i]!));
    const met = new Set(findCrossings(simple).flat());
    if (met.size === 0) return nestRings(closeRings(simple, FRAME));
    for (const i of met) scale[i]! /= 2;
    console.error(`round ${round}: ${met.size} shores meet, simplified less`);
  }
  throw new Error('shores still meet');
}

function isInDetail([lng, lat]: LngLat): boolean {
  return lng >= DETAIL[0] && lat >= DETAIL[1] && lng <= DETAIL[2] && lat <= DETAIL[3];
}

function toleranceAt(point: LngLat): number {
  return isInDetail(point) ? DETAIL_TOLERANCE : COARSE_TOLERANCE;
}

function isWorthKeeping(ring: Ring): boolean {
  return isInDetail(ring[0]!) || Math.abs(signedArea(ring)) >= COARSE_MIN_AREA;
}
