import { allocate } from './allocate.ts';
import type { World } from './campuses.ts';
import type { Town } from './geography/towns.ts';
import type { Institution } from './institution.ts';
import type { Place } from './place.ts';
import { createRings } from './ring.ts';
import type { Ring } from './ring.ts';
import { createVenue } from './venues.ts';

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
  towns.forEach((town, at) => {
    for (let number = 0; number < counts[at]!; number++) places.push(createVenue(world, town, number));
  });
  return places.map((place, index) => Object.assign(place, { index }));
}

/** The venues of each town, without campuses. */
export function groupVenues(
  seed: string,
  institutions: readonly Institution[],
  places: readonly Place[],
): Map<Town, Ring<Place>> {
  const campuses = new Set(institutions.flatMap(({ campuses }) => campuses.map(({ place }) => place)));
  const venues = places.filter((place) => !campuses.has(place));
  return createRings(seed, venues, ({ town }) => town);
}
