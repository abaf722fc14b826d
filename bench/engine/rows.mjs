import { valuesOf } from '../points/lists.mjs';

const NEVER_ENDS = 2147483647;

/** One row of columns as `apply` and `load` take it. */
export function rowAt({ id, place, lng, lat, facets, sessions, lastDay, pinned }, row) {
  const starts = valuesOf(sessions, row);
  return {
    id: id[row],
    place: place[row],
    lng: lng[row],
    lat: lat[row],
    facets: Object.fromEntries(Object.entries(facets).map(([name, lists]) => [name, [...valuesOf(lists, row)]])),
    sessions: starts.length > 0 ? starts : null,
    lastDay: lastDay[row] === NEVER_ENDS ? null : lastDay[row],
    pinned: pinned[row] === 1,
  };
}

/** The row with another topic, audience and price. */
export function withOtherFacets(random, row, facets) {
  const any = (name) => [Math.floor(random() * facets[name].values.length)];
  return { ...row, facets: { ...row.facets, topic: any('topic'), audience: any('audience'), price: any('price') } };
}

/** The row somewhere within a few kilometres. */
export function moved(random, row) {
  return { ...row, lng: row.lng + (random() - 0.5) * 0.1, lat: row.lat + (random() - 0.5) * 0.1 };
}
