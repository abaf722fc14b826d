import { createHash } from 'node:crypto';

/** Position in `changes`: everything before it is in the catalogue. */
export interface Cursor {
  /** xid8 as text. */
  xid: string;
  seq: number;
}

/** What a catalogue held, in words that every process following the same database understands. */
export interface State {
  /** Of the database. */
  epoch: string;
  /** Day number the institution tree is of. */
  day: number;
  cursor: Cursor;
}

// In whatever order they are asked again, few clients come back with an older state.
const MOST_POINTS = 4096;

export const epochOf = (origin: string): string => createHash('sha256').update(origin).digest('hex').slice(0, 12);

/** <epoch>.<day>.<xid>.<seq>, the seq counted from 0. */
export const formatState = ({ epoch, day, cursor }: State): string => `${epoch}.${day}.${cursor.xid}.${cursor.seq + 1}`;

/** Null for a state of an earlier form. */
export function parseState(text: string): State | null {
  const [epoch = '', day, xid, seq] = text.split('.');
  if (day === undefined || xid === undefined || seq === undefined) return null;
  return { epoch, day: Number(day), cursor: { xid, seq: Number(seq) - 1 } };
}

export function isAfter(a: Cursor, b: Cursor): boolean {
  const [x, y] = [BigInt(a.xid), BigInt(b.xid)];
  return x === y ? a.seq > b.seq : x > y;
}

/** From which version of one index on the changes after a cursor lie. */
export class StatePoints {
  readonly #points: { cursor: Cursor; version: number }[] = [];

  /** Of points with one version only the first counts: it holds for all cursors after it. */
  add(cursor: Cursor, version: number): void {
    if (this.#points.at(-1)?.version === version) return;
    this.#points.push({ cursor, version });
    if (this.#points.length > MOST_POINTS) this.#points.shift();
  }

  /** That of the last point not after the cursor; null when that is too long ago. */
  versionAt(cursor: Cursor): number | null {
    return this.#points.findLast((point) => !isAfter(point.cursor, cursor))?.version ?? null;
  }
}
