import type { BasemapGeometry } from '../basemap/layers.ts';
import { clipLine, clipRing, thin } from './clip.ts';
import { toPaper, type Frame, type Spot } from './frame.ts';
import { HEIGHT, WIDTH } from './paper.ts';

type Collection = BasemapGeometry['land'];

/** So that cut edges stay out of sight. */
const BLEED = 40;
const BOX = [-BLEED, -BLEED, WIDTH + BLEED, HEIGHT + BLEED] as const;
const FINEST = 3;

/** Polygons as the data of one SVG path. */
export function toAreas({ features }: Collection, frame: Frame): string {
  const rings = features.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? geometry.coordinates : []));
  return rings
    .map((ring) => thin(clipRing(toSpots(ring, frame), BOX), FINEST))
    .filter((ring) => ring.length > 2)
    .map((ring) => `${toPath(ring)}Z`)
    .join('');
}

/** Lines as the data of one SVG path. */
export function toLines({ features }: Collection, frame: Frame): string {
  const lines = features.flatMap(({ geometry }) => (geometry.type === 'LineString' ? [geometry.coordinates] : []));
  return lines
    .flatMap((line) => clipLine(toSpots(line, frame), BOX))
    .map((piece) => toPath(thin(piece, FINEST)))
    .join('');
}

const toSpots = (line: readonly number[][], frame: Frame): Spot[] => line.map((at) => toPaper(frame, at));
const toPath = (line: readonly Spot[]): string =>
  `M${line.map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`).join('L')}`;
