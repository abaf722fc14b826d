import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';

export type LngLat = [lng: number, lat: number];
export type Bbox = [west: number, south: number, east: number, north: number];
export type Line = { level: number; points: LngLat[] };

const DECIMALS = 1e5;

/** Full-resolution GSHHG lines in a bbox through `gmt coast -M`: `-W` shores, `-Ia` rivers. Rounded to 5 decimals. */
export function loadGshhgLines(bbox: Bbox, layer: '-W' | '-Ia'): Line[] {
  const region = `-R${bbox[0]}/${bbox[2]}/${bbox[1]}/${bbox[3]}`;
  const dump = execFileSync('gmt', ['coast', region, '-Df', '-M', layer, '--FORMAT_FLOAT_OUT=%.10f'], {
    cwd: tmpdir(), // gmt leaves a history file where it runs
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return stitchLines(parseDump(dump).filter((line) => line.points.length > 1));
}

function parseDump(dump: string): Line[] {
  const lines: Line[] = [];
  for (const text of dump.split('\n')) {
    if (text.startsWith('>')) {
      lines.push({ level: Number(/Level (\d+)/.exec(text)?.[1]), points: [] });
    } else if (text) {
      const [lng, lat] = text.split('\t').map((value) => Math.round(Number(value) * DECIMALS) / DECIMALS);
      lines.at(-1)?.points.push([lng!, lat!]);
    }
  }
  return lines;
}

// GSHHG is stored in one-degree bins; a line cut at a bin edge goes on from the very same point.
function stitchLines(lines: Line[]): Line[] {
  const startsAt = new Map<string, Line[]>();
  const endsAt = new Map<string, Line[]>();
  for (const line of lines) {
    if (isClosed(line.points)) continue;
    addTo(startsAt, keyOf(line, line.points[0]!), line);
    addTo(endsAt, keyOf(line, line.points.at(-1)!), line);
  }
  const follower = (line: Line) => {
    const key = keyOf(line, line.points.at(-1)!);
    const next = startsAt.get(key);
    return next?.length === 1 && endsAt.get(key)?.length === 1 ? next[0] : undefined;
  };
  const followed = new Set(lines.filter((line) => !isClosed(line.points)).map(follower));
  const stitched: Line[] = [];
  const done = new Set<Line>();
  const walk = (first: Line) => {
    const points = [...first.points];
    done.add(first);
    for (let next = follower(first); next && !done.has(next); next = follower(next)) {
      points.push(...next.points.slice(1));
      done.add(next);
    }
    stitched.push({ level: first.level, points });
  };
  for (const line of lines) if (isClosed(line.points) || !followed.has(line)) walk(line);
  for (const line of lines) if (!done.has(line)) walk(line);
  return stitched.map(dropRepeats).filter((line) => line.points.length > 1);
}

export function isClosed(points: LngLat[]): boolean {
  return points.length > 1 && isSame(points[0]!, points.at(-1)!);
}

function dropRepeats(line: Line): Line {
  return { ...line, points: line.points.filter((point, i) => i === 0 || !isSame(point, line.points[i - 1]!)) };
}

function isSame(a: LngLat, b: LngLat): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function keyOf(line: Line, point: LngLat): string {
  return `${line.level} ${point[0]} ${point[1]}`;
}

function addTo(index: Map<string, Line[]>, key: string, line: Line): void {
  const list = index.get(key);
  if (list) list.push(line);
  else index.set(key, [line]);
}
