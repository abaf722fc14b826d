import type { Division } from '../divisions/schema.ts';

/** A city or county to measure distances from. */
export interface Start {
  code: string;
  parent: string | null;
  /** longitude,latitude */
  point: string;
}

export function toStarts(divisions: readonly Division[]): Start[] {
  return divisions.flatMap(({ code, parent, level, position }) =>
    position && (level === 'city' || level === 'county')
      ? [
          {
            code,
            parent: level === 'city' ? null : parent,
            point: position.map((degrees) => degrees.toFixed(5)).join(','),
          },
        ]
      : [],
  );
}

/** The start and the metres of a `near`. */
export function readNear(near: string | undefined, starts: readonly Start[]) {
  if (near === undefined) return null;
  const [lng = '', lat = '', metres = ''] = near.split(',');
  const point = `${lng},${lat}`;
  return { point, metres, start: starts.find((start) => start.point === point) ?? null };
}
