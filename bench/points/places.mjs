import { normals, picker } from './random.mjs';

// Degrees: how far towns lie from the seat of their county, and venues from the middle of their town.
const CORE = { district: 0.03, county: 0.02, spread: 0.007 };
const OUTER = { district: 0.09, county: 0.16, spread: 0.012 };
// A degree of latitude is longer than one of longitude here.
const FLATTEN = 0.87;
const WEST_TO_EAST = [118, 123];
const SOUTH_TO_NORTH = [27, 31.3];

/** Townships around the seats of their counties, more people in the cores. `seats`: { code, lng, lat, people }. */
export function createTowns(random, { seats, divisions }) {
  const normal = normals(random);
  const byCounty = new Map(seats.map(({ code }) => [code, []]));
  for (const { code, parent, level } of divisions) if (level === 'township') byCounty.get(parent)?.push(code);
  return seats.flatMap((seat, county) => {
    const codes = byCounty.get(seat.code);
    const cores = Math.ceil(codes.length * (seat.isDistrict ? 0.6 : 0.25));
    return codes.map((code, at) => {
      const shape = at < cores ? CORE : OUTER;
      const reach = seat.isDistrict ? shape.district : shape.county;
      const weight = (seat.people / codes.length) * (at < cores ? 2.2 : 0.6) * Math.exp(0.5 * normal());
      const [lng, lat] = [seat.lng + normal() * reach, seat.lat + normal() * reach * FLATTEN];
      return { code, county, lng, lat, weight, spread: shape.spread };
    });
  });
}

/** Places of learning in towns; few have very much going on. */
export function createVenues(random, towns, count) {
  const pickTown = picker(
    random,
    towns.map(({ weight }) => weight),
  );
  const spot = spotMaker(random, towns);
  const venues = {
    town: new Uint16Array(count),
    lng: new Float64Array(count),
    lat: new Float64Array(count),
    weight: new Float64Array(count),
  };
  for (let at = 0; at < count; at++) {
    const town = pickTown();
    venues.town[at] = town;
    [venues.lng[at], venues.lat[at]] = spot(town);
    venues.weight[at] = (1 + random() * 200) ** -0.9;
  }
  return { venues, pickTown, spot };
}

// Six decimals, as positions are published.
function spotMaker(random, towns) {
  const normal = normals(random);
  const within = (/** @type {number} */ value, /** @type {number[]} */ [least, most]) =>
    Math.min(most, Math.max(least, Math.round(value * 1e6) / 1e6));
  return (town) => {
    const { lng, lat, spread } = towns[town];
    return [within(lng + normal() * spread, WEST_TO_EAST), within(lat + normal() * spread * FLATTEN, SOUTH_TO_NORTH)];
  };
}
