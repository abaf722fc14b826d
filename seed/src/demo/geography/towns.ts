import type { BasemapLayers, DivisionRecord } from '../../sources/reference-files.ts';
import { Dice } from '../dice.ts';
import { distance, offset } from './flat.ts';
import { createLand } from './land.ts';
import { createSeats } from './seats.ts';

export interface City {
  code: string;
  name: string;
  lng: number;
  lat: number;
  counties: County[];
}
export interface County {
  code: string;
  name: string;
  city: City;
  lng: number;
  lat: number;
  towns: Town[];
}
/** A township, or a county without any. */
export interface Town {
  code: string;
  name: string;
  county: County;
  urban: boolean;
  villages: number;
  /** People, by the township's share of the county's villages. */
  weight: number;
  /** A centre made up for the demo: no table of real ones is shipped. */
  lng: number;
  lat: number;
  /** Kilometres within which its villages lie. */
  reach: number;
}
export interface Ground {
  province: { code: string; name: string };
  cities: City[];
  counties: County[];
  towns: Town[];
  /** On land, and no seat nearer than that of the county. */
  isIn: (county: County, lng: number, lat: number) => boolean;
}

// Kilometres: no county seat of the province is farther from its farthest village.
const FARTHEST = 38;
const PROBES = 400;
const CANDIDATES = 10;
const ATTEMPTS = 4000;

/** The places of the demo world: cities, counties and townships with a centre on land in the right county. */
export function createGround(seed: string, divisions: readonly DivisionRecord[], basemap: BasemapLayers): Ground {
  const { isLand } = createLand(basemap);
  const seated = divisions
    .filter(({ level }) => level === 'county')
    .map((division) => ({ division, ...seatOf(division) }));
  const nearest = createSeats(seated.map(({ division, lng, lat }) => ({ code: division.code, lng, lat })));
  const isIn = (county: County, lng: number, lat: number) => nearest(lng, lat) === county.code && isLand(lng, lat);

  const cities: City[] = divisions
    .filter(({ level }) => level === 'city')
    .map((city) => ({ code: city.code, name: city.name, ...seatOf(city), counties: [] }));
  const counties = seated.map(({ division, lng, lat }): County => {
    const city = cities.find(({ code }) => code === division.parent)!;
    const county: County = { code: division.code, name: division.name, city, lng, lat, towns: [] };
    city.counties.push(county);
    county.towns = createTowns(seed, county, division.population!, townshipsOf(divisions, division), isIn);
    return county;
  });
  const province = divisions.find(({ level }) => level === 'province')!;
  return { province, cities, counties, towns: counties.flatMap(({ towns }) => towns), isIn };
}

function seatOf({ code, lng, lat }: DivisionRecord): { lng: number; lat: number } {
  if (lng === undefined || lat === undefined) throw new Error(`division ${code} has no seat`);
  return { lng, lat };
}

/** A county without townships stands in for one. */
function townshipsOf(divisions: readonly DivisionRecord[], county: DivisionRecord): DivisionRecord[] {
  const own = divisions.filter(({ parent, level }) => parent === county.code && level === 'township');
  return own.length ? own : [{ ...county, villages: 100 }];
}

function createTowns(
  seed: string,
  county: County,
  population: number,
  townships: DivisionRecord[],
  isIn: Ground['isIn'],
): Town[] {
  const radius = measureCounty(seed, county, isIn);
  const villages = townships.reduce((sum, township) => sum + (township.villages ?? 1), 0);
  const towns: Town[] = [];
  for (const township of townships) {
    const urban = township.name.endsWith('街道');
    const [near, far] = ringOf(county, township.name, radius);
    const centre = placeTown(new Dice(seed, 'town', township.code), county, near, far, towns, isIn);
    towns.push({
      code: township.code,
      name: township.name,
      county,
      urban,
      villages: township.villages ?? 1,
      weight: (population * (township.villages ?? 1)) / villages,
      ...centre,
      reach: Math.max(0.8, (radius / Math.sqrt(townships.length)) * (urban ? 0.6 : 0.9)),
    });
  }
  return towns;
}

/** Radius in km of a circle as large as the county's land. */
function measureCounty(seed: string, county: County, isIn: Ground['isIn']): number {
  const dice = new Dice(seed, 'county', county.code);
  let hits = 0;
  for (let probe = 0; probe < PROBES; probe++) {
    const { lng, lat } = offset(county, FARTHEST * Math.sqrt(dice.next()), dice.next());
    if (isIn(county, lng, lat)) hits++;
  }
  return FARTHEST * Math.sqrt(Math.max(hits, 1) / PROBES);
}

/** Streets lie around the seat, towns farther out, rural townships farthest. */
function ringOf(county: County, name: string, radius: number): [number, number] {
  const district = county.name.endsWith('区');
  if (name.endsWith('街道')) return [0, radius * (district ? 0.8 : 0.45)];
  return name.endsWith('乡') ? [radius * 0.5, FARTHEST] : [radius * 0.2, FARTHEST];
}

/** The best of some candidates: the one farthest from the towns already placed (Mitchell 1991). */
function placeTown(
  dice: Dice,
  county: County,
  near: number,
  far: number,
  placed: readonly Town[],
  isIn: Ground['isIn'],
): { lng: number; lat: number } {
  let best = { lng: county.lng, lat: county.lat };
  let widest = -1;
  for (let attempt = 0, found = 0; attempt < ATTEMPTS && found < CANDIDATES; attempt++) {
    // A ring without land, as between islands, is widened.
    const inner = attempt > ATTEMPTS / 2 ? 0 : near;
    const outer = attempt > ATTEMPTS / 2 ? FARTHEST : far;
    const km = Math.sqrt(inner ** 2 + dice.next() * (outer ** 2 - inner ** 2));
    const candidate = offset(county, km, dice.next());
    if (!isIn(county, candidate.lng, candidate.lat)) continue;
    found++;
    const room = Math.min(FARTHEST, ...placed.map((town) => distance(town, candidate)));
    if (room > widest) [best, widest] = [candidate, room];
  }
  return best;
}
