import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Metres east and north of the origin. */
type Point = readonly [x: number, y: number];
type Street = readonly [from: Point, to: Point];

export type Mood = 'well' | 'hang' | 'fail' | 'garbage' | 'short' | 'no-way' | 'gaps';

const METRES_PER_SECOND = 80 / 60;
const DEGREE = 111_195.08; // metres of a degree of a great circle

/**
 * A stand-in for osrm-routed, made for tests: answers /table/v1/foot in OSRM's documented form over straight streets
 * that meet at their ends. `mood` makes it ill.
 */
export async function startStreetRouter(origin: readonly [lng: number, lat: number], streets: readonly Street[]) {
  const router = { mood: 'well' as Mood, asked: [] as string[], url: '', close: () => Promise.resolve() };
  const server = createServer((request, response) => {
    router.asked.push(request.url!);
    answer(router.mood, request.url!, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  router.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  router.close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };

  function answer(mood: Mood, url: string, response: ServerResponse): void {
    if (mood === 'hang') return;
    if (mood === 'garbage') return void response.end('<html>');
    if (mood === 'fail') return void response.writeHead(500).end('{"code":"InternalError"}');
    const points = /^\/table\/v1\/foot\/([\d.,;-]+)\?/.exec(url)?.[1]?.split(';').map(toPoint);
    if (!points || points.length > 100) return void response.writeHead(400).end('{"code":"TooBig"}');
    const table = toTable(points, mood);
    if (mood === 'short') table.durations[0]!.pop();
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(table));
  }
  function toPoint(text: string): Point {
    const [lng, lat] = text.split(',').map(Number) as [number, number];
    return [(lng - origin[0]) * DEGREE * Math.cos((origin[1] * Math.PI) / 180), (lat - origin[1]) * DEGREE];
  }
  function toTable([from, ...spots]: Point[], mood: Mood) {
    const start = snap(streets, from!);
    const ends = spots.map((spot) => snap(streets, spot));
    const lengths = walk(streets, start);
    const isMissing = (i: number) => mood === 'no-way' || (mood === 'gaps' && spots[i]![0] > 0);
    return {
      code: 'Ok',
      durations: [ends.map((end, i) => (isMissing(i) ? null : lengths(end) / METRES_PER_SECOND))],
      sources: [{ distance: start.away, name: '', location: origin }],
      destinations: ends.map(({ away }) => ({ distance: away, name: '', location: origin })),
    };
  }
  return router;
}

interface Snapped {
  street: number;
  /** Metres from the start of the street. */
  along: number;
  away: number;
}

const between = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);

function snap(streets: readonly Street[], point: Point): Snapped {
  const found = streets.map(([from, to], street): Snapped => {
    const length = between(from, to);
    const across = (point[0] - from[0]) * (to[0] - from[0]) + (point[1] - from[1]) * (to[1] - from[1]);
    const along = Math.min(length, Math.max(0, across / length));
    const foot: Point = [
      from[0] + (along / length) * (to[0] - from[0]),
      from[1] + (along / length) * (to[1] - from[1]),
    ];
    return { street, along, away: between(foot, point) };
  });
  return found.reduce((best, next) => (next.away < best.away - 0.5 ? next : best));
}

/** Metres along the streets from one spot on them to any other. */
function walk(streets: readonly Street[], start: Snapped): (end: Snapped) => number {
  const far = new Map(streets.flat().map((end) => [end.join(), Infinity]));
  const [from, to] = streets[start.street]!;
  far.set(from.join(), start.along);
  far.set(to.join(), between(from, to) - start.along);
  // Bellman and Ford: as many rounds as there are ends.
  for (let round = 0; round < far.size; round++) {
    for (const [a, b] of streets) {
      const length = between(a, b);
      far.set(b.join(), Math.min(far.get(b.join())!, far.get(a.join())! + length));
      far.set(a.join(), Math.min(far.get(a.join())!, far.get(b.join())! + length));
    }
  }
  return ({ street, along }) => {
    const [a, b] = streets[street]!;
    const ways = [far.get(a.join())! + along, far.get(b.join())! + between(a, b) - along];
    return Math.min(...ways, ...(street === start.street ? [Math.abs(along - start.along)] : []));
  };
}
