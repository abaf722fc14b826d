import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Division } from '../../catalogue/reference.ts';
import { LANDMARKS, type Landmark } from '../../contract/landmarks.ts';
import { distance, type LngLat } from '../../formats/crs.ts';
import { fold } from '../institution-tree/name-parts.ts';
import { namesOf } from '../understanding/division-names.ts';

export interface Seat {
  division: Division;
  lngLat: LngLat;
}
/** Divisions with their positions, and names people call spots by. */
export interface Gazetteer {
  byCode: ReadonlyMap<string, Division>;
  counties: readonly Seat[];
  townships: readonly Seat[];
  divisionsNamed(words: string): Seat[];
  landmarksNamed(words: string): Landmark[];
  /** From its county up. */
  above(code: string): Division[];
}

const Township = z.object({ code: z.string(), lng: z.number(), lat: z.number() });
/** Positions of townships that are known about, in the order of their codes. */
export async function readTownships(file: string): Promise<ReadonlyMap<string, LngLat>> {
  const townships = z.array(Township).parse(JSON.parse(await readFile(file, 'utf8')));
  return new Map(townships.map(({ code, lng, lat }) => [code, [lng, lat]]));
}

const known = new WeakMap<Catalogue['reference'], Gazetteer>();

/** `townships`: positions of those without one of their own. */
export function gazetteerOf({ reference }: Catalogue, townships: ReadonlyMap<string, LngLat>): Gazetteer {
  let gazetteer = known.get(reference);
  if (!gazetteer) known.set(reference, (gazetteer = createGazetteer(reference.divisions, townships)));
  return gazetteer;
}

function createGazetteer(divisions: readonly Division[], townships: ReadonlyMap<string, LngLat>): Gazetteer {
  const byCode = new Map(divisions.map((division) => [division.code, division]));
  const seats = divisions.flatMap((division): Seat[] => {
    const { code, lng, lat } = division;
    const lngLat: LngLat | undefined = lng !== null && lat !== null ? [lng, lat] : townships.get(code);
    return lngLat ? [{ division, lngLat }] : [];
  });
  const names = new Map<string, Seat[]>();
  for (const seat of seats) {
    const { full, short } = namesOf(seat.division);
    for (const name of new Set([...full, ...short].map(fold))) names.set(name, [...(names.get(name) ?? []), seat]);
  }
  const above = (code: string): Division[] => {
    const parent = byCode.get(byCode.get(code)?.parent ?? '');
    return parent && parent.level !== 'province' ? [parent, ...above(parent.code)] : [];
  };
  return {
    byCode,
    counties: seats.filter(({ division }) => division.level === 'county'),
    townships: seats.filter(({ division }) => division.level === 'township'),
    // 杭州市西湖区古荡街道: what is meant comes last.
    divisionsNamed: (words) => {
      const text = fold(words);
      const own = names.get(text);
      if (own) return own;
      return seats.filter(({ division }) => {
        const [name, line] = [fold(division.name), above(division.code).map((one) => fold(one.name))];
        return text.endsWith(name) && line.some((one) => text.startsWith(one)) && isMadeOf(text, [...line, name]);
      });
    },
    landmarksNamed: (words) => {
      const text = fold(words);
      if (text.length < 2) return [];
      const hits = LANDMARKS.filter(({ name, nameEn }) => fold(name).includes(text) || fold(nameEn).includes(text));
      return hits.sort((a, b) => Number(fold(b.name) === text) - Number(fold(a.name) === text) || a.rank - b.rank);
    },
    above,
  };
}

/** Whether nothing is left of the text once the names are taken out. */
const isMadeOf = (text: string, names: readonly string[]) =>
  names.reduce((rest, name) => rest.replace(name, ''), text.replace('浙江省', '')) === '';

/** Nearest first, with metres. */
export function nearest(seats: readonly Seat[], lngLat: LngLat): (Seat & { metres: number })[] {
  return seats
    .map((seat) => ({ ...seat, metres: distance(seat.lngLat, lngLat) }))
    .sort((a, b) => a.metres - b.metres || (a.division.code < b.division.code ? -1 : 1));
}
