import { fromGeojsonVt } from '@maplibre/vt-pbf';
import Supercluster from 'supercluster';
import { valuesOf } from '../points/lists.mjs';
import { slotOf } from '../../tiles/dist/index.js';

// The radius the engine merges by, 42 px of 512, and its cluster zooms.
const OPTIONS = { radius: 42 * 8, extent: 4096, minZoom: 5, maxZoom: 13 };

/** Rows as GeoJSON, made once: a rebuild under a filter starts from here. */
export function toGeoJson({ count, id, place, lng, lat, facets }) {
  return Array.from({ length: count }, (_, row) => ({
    type: 'Feature',
    id: id[row],
    properties: { id: id[row], kind: facets.kind.values[row], place: place[row] },
    geometry: { type: 'Point', coordinates: [lng[row], lat[row]] },
  }));
}

/** Slots of each row, so that a rebuild does not have to work them out. */
export function toSlots(sessions) {
  return { starts: sessions.starts, values: Int32Array.from(sessions.values, slotOf) };
}

/** Filter and load: what supercluster does when a filter changes. */
export function buildClusters(features, columns, slots, filter) {
  const keeps = rowTest(columns, slots, filter);
  const kept = keeps ? features.filter((_, row) => keeps(row)) : features;
  return new Supercluster(OPTIONS).load(kept);
}

/** Bytes of a tile; null when it is empty. */
export function clusterTile(clusters, [z, x, y]) {
  const tile = clusters.getTile(z, x, y);
  return tile && fromGeojsonVt({ clusters: tile }, { version: 2, extent: 4096 });
}

function rowTest(columns, slots, filter) {
  const tests = Object.entries(filter.facets).map(([name, ranges]) => facetTest(columns.facets[name], ranges));
  if (filter.notEndedOn !== undefined) tests.push((row) => columns.lastDay[row] >= filter.notEndedOn);
  if (filter.slots) tests.push(facetTest(slots, filter.slots));
  if (tests.length === 0) return null;
  return (row) => tests.every((test) => test(row));
}

function facetTest(lists, ranges) {
  return (row) => valuesOf(lists, row).some((value) => ranges.some(([from, to]) => value >= from && value < to));
}
