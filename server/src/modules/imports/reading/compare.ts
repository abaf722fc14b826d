import type { FormBody } from '../../../contract/form.ts';
import { rowsOf } from '../../../contract/form-rows.ts';
import { toCanonicalJson } from '../../../crypto/canonical.ts';
import { distance, type LngLat } from '../../../formats/crs.ts';

/** A place that bodies name by its id. */
export interface PlaceFacts {
  name: string;
  address: string;
  lngLat: LngLat;
}
export interface Compared {
  /** As the thing would be. */
  body: FormBody;
  changed: string[];
  /** Fields that a person has changed since the file last said them. */
  kept: string[];
}

const SAME_SPOT_M = 20;

/** Three ways: what the file says, what stands there, and what the file said last. */
export function compare(
  { said, owned, now, last }: { said: FormBody; owned: readonly string[]; now: FormBody; last: FormBody | null },
  places: ReadonlyMap<number, PlaceFacts>,
): Compared {
  const isSame = sameness(places);
  const [body, changed, kept]: [FormBody, string[], string[]] = [{ ...now }, [], []];
  for (const field of owned) {
    if (isSame(field, said[field], now[field])) continue;
    if (last && !isSame(field, last[field], now[field])) {
      kept.push(field);
      continue;
    }
    changed.push(field);
    if (said[field] === undefined) delete body[field];
    else body[field] = withIds(said[field], now[field], isSame);
  }
  return { body, changed, kept };
}

type IsSame = (field: string, a: unknown, b: unknown) => boolean;

function sameness(places: ReadonlyMap<number, PlaceFacts>): IsSame {
  const factsOf = (place: unknown): PlaceFacts | undefined => {
    const { id, name, address, position } = (place ?? {}) as {
      id?: number;
      name?: string;
      address?: string;
      position?: { lngLat: LngLat };
    };
    if (id !== undefined) return places.get(id);
    return position && { name: name ?? '', address: address ?? '', lngLat: position.lngLat };
  };
  const isSamePlace = (a: unknown, b: unknown): boolean => {
    if ((a as { id?: number }).id !== undefined && (a as { id?: number }).id === (b as { id?: number }).id) return true;
    const [one, other] = [factsOf(a), factsOf(b)];
    if (!one || !other) return false;
    return (
      one.name === other.name && one.address === other.address && distance(one.lngLat, other.lngLat) <= SAME_SPOT_M
    );
  };
  const isSame: IsSame = (field, a, b) => {
    if (a === undefined || b === undefined) return a === b;
    if (field === 'place') return isSamePlace(a, b);
    if (field === 'offerings') return areSameRows(rowsOf(a), rowsOf(b));
    return toText(field, a) === toText(field, b);
  };
  const isSameRow = (a: FormBody, b: FormBody) =>
    [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => key === 'id' || isSame(key, a[key], b[key]));
  const areSameRows = (a: readonly FormBody[], b: readonly FormBody[]) => {
    const left = [...b];
    for (const row of a) {
      const at = left.findIndex((other) => isSameRow(row, other));
      if (at < 0) return false;
      left.splice(at, 1);
    }
    return left.length === 0;
  };
  return isSame;
}

/** Lists of codes have no order; the words in which a series was typed are not what it is. */
function toText(field: string, value: unknown): string {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return JSON.stringify([...value].sort());
  if (field === 'series') return toCanonicalJson({ ...(value as FormBody), words: '' });
  return toCanonicalJson(value);
}

/** Rows that are there already stay the same ones. */
function withIds(said: unknown, now: unknown, isSame: IsSame): unknown {
  if (!Array.isArray(said) || !Array.isArray(now) || typeof said[0] !== 'object') return said;
  const left = rowsOf(now);
  return rowsOf(said).map((row) => {
    const at = left.findIndex((other) => isSame('offerings', [row], [other]));
    if (at < 0) return row;
    const [same] = left.splice(at, 1);
    return { ...row, id: same!['id'] };
  });
}
