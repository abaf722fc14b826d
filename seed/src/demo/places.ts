import { allocate } from './allocate.ts';
import type { World } from './campuses.ts';
import type { Town } from './geography/towns.ts';
import type { Institution } from './institution.ts';
import type { Place } from './place.ts';
import { createRings } from './ring.ts';
import type { Ring } from './ring.ts';
import { createVenues } from './venues.ts';

/** Campuses and then `count` minus these many venues in the towns of the institutions; numbers them in this order. */
export function createPlaces(world: World, institutions: readonly Institution[], count: number): Place[] {
  const places = institutions.flatMap(({ campuses }) => campuses.map(({ place }) => place));
  const towns = [...new Set(institutions.map(({ town }) => town))].sort((a, b) => (a.code < b.code ? -1 : 1));
  const spare = Math.max(0, count - places.length);
  const counts = allocate(
    spare,
    towns.map(({ weight }) => weight ** 0.8),
    spare >= towns.length ? 1 : 0,
  );
  towns.forEach((town, at) => places.push(...createVenues(world, town, counts[at]!)));
  return places.map((place, index) => Object.assign(place, { index }));
}

/** Where things are held besides the places of their institutions. */
export interface Venues {
  /** Venues of a town, else of another of its county, of the county and of the city: what is near first. */
  around: (town: Town, other: Town) => Generator<Ring<Place>>;
}

export function groupVenues(seed: string, institutions: readonly Institution[], places: readonly Place[]): Venues {
  const campuses = new Set(institutions.flatMap(({ campuses }) => campuses.map(({ place }) => place)));
  const venues = places.filter((place) => !campuses.has(place));
  const byTown = createRings(seed, venues, ({ town }) => town);
  const byCounty = createRings(seed, venues, ({ town }) => town.county);
  const byCity = createRings(seed, venues, ({ town }) => town.county.city);
  return {
    *around(town, other) {
      const { county } = town;
      for (const ring of [byTown.get(town), byTown.get(other), byCounty.get(county), byCity.get(county.city)])
        if (ring) yield ring;
    },
  };
}
