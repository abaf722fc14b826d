import { readFile } from 'node:fs/promises';
import { findPositionFlaw, polygonToWgs84, type Crs } from '@zlm/server/formats/crs';
import { toPolygonal, type ParsedFeature, type Polygonal } from '@zlm/server/formats/geojson';
import type { Position } from 'geojson';
import { parseFile } from '@zlm/server/intake/formats/geojson';
import { BrokenFile } from '@zlm/server/intake/broken-file';

export interface Boundary {
  /** County code, six digits. */
  code: string;
  /** As the file calls it. */
  name: string;
  /** WGS 84; several where the file cuts a county into features. */
  parts: Polygonal[];
}
export interface ReadBoundaries {
  boundaries: Boundary[];
  rejected: { number: number; code: string; reason: BoundaryFlaw }[];
  /** Features of cities and of the province, which are left out. */
  above: number;
}
export type BoundaryFlaw = 'no-code' | 'unknown-code' | 'not-a-polygon' | 'outside';

const CODE_NAMES = ['adcode', 'code', 'id', 'gb', '区划码', '区划代码', '代码', 'county_code', 'XZQDM', 'PAC'];
const NAME_NAMES = ['name', '名称', '地名', 'NAME', 'XZQMC'];
const MAX_BYTES = 200 * 1024 * 1024;

/** County polygons of a GeoJSON file by code. Throws `BrokenFile`. */
export async function readBoundaries(
  file: string,
  { crs, codes }: { crs: Crs; codes: ReadonlySet<string> },
): Promise<ReadBoundaries> {
  const { features } = parseFile(await readBytes(file));
  const boundaries = new Map<string, Boundary>();
  const result: ReadBoundaries = { boundaries: [], rejected: [], above: 0 };
  for (const feature of features) {
    const code = codeOf(feature);
    const polygon = toPolygonal(feature.geometry);
    const reject = (reason: BoundaryFlaw) => {
      result.rejected.push({ number: feature.number, code: code ?? '', reason });
    };
    if (code === null) reject('no-code');
    else if (/^33\d\d00$/.test(code)) result.above++;
    else if (!codes.has(code)) reject('unknown-code');
    else if (!polygon) reject('not-a-polygon');
    else if (!isInZhejiang(polygon)) reject('outside');
    else {
      const known = boundaries.get(code);
      const part = polygonToWgs84(polygon, crs);
      if (known) known.parts.push(part);
      else boundaries.set(code, { code, name: text(feature, NAME_NAMES) ?? code, parts: [part] });
    }
  }
  result.boundaries = [...boundaries.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  return result;
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    const bytes = await readFile(file);
    if (bytes.length > MAX_BYTES) throw new BrokenFile('unreadable', '> 200 MB');
    return bytes;
  } catch (cause) {
    if (cause instanceof BrokenFile) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    throw code === 'ENOENT' ? new BrokenFile('not-found', file) : new BrokenFile('unreadable', message);
  }
}

/** Six digits, also from 156330106 (with the country) or 330106000000. */
function codeOf(feature: ParsedFeature): string | null {
  const digits = text(feature, CODE_NAMES) ?? feature.id;
  const found = /^(?:156)?(\d{6})(?:0{3}|0{6})?$/.exec(digits?.trim() ?? '');
  return found?.[1] ?? null;
}

function text({ properties }: ParsedFeature, names: string[]): string | null {
  const value = names.map((name) => properties[name]).find((one) => typeof one === 'string' || typeof one === 'number');
  return value === undefined ? null : String(value);
}

/** Catches swapped axes and projected metres before they become a map. */
function isInZhejiang(polygon: Polygonal): boolean {
  const rings = polygon.type === 'Polygon' ? polygon.coordinates : polygon.coordinates.flat();
  return rings.flat().every(([lng, lat]: Position) => findPositionFlaw(lng!, lat!) === null);
}
