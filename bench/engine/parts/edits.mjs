import { latToY, lngToX } from '../../points/mercator.mjs';
import { mulberry32 } from '../../points/random.mjs';
import { createFilters } from '../../points/trace.mjs';
import { moved, rowAt, withOtherFacets } from '../rows.mjs';
import { describe, timed } from '../stats.mjs';
import { createWorld } from '../world.mjs';

const CACHED = 256;
const ZOOM = 12;
const WARM_UP = 300;

/** One row changed at a time while 256 filters are kept; `used` also counts what is left to the next tile there. */
export function measure({ size, edits }) {
  const world = createWorld(size);
  const index = world.index();
  const random = mulberry32(8);
  const filters = createFilters({ facets: world.facets, count: CACHED, seed: 4242 });
  for (const filter of filters) index.totals(filter);
  const change = {
    facets: (row) => withOtherFacets(random, row, world.facets),
    position: (row) => moved(random, row),
  };
  return Object.fromEntries(
    Object.entries(change).map(([name, edit]) => {
      const times = { applied: /** @type {number[]} */ ([]), used: /** @type {number[]} */ ([]) };
      for (let at = 0; at < edits + WARM_UP; at++) {
        const row = edit(rowAt(world.columns, Math.floor(random() * size)));
        const { applied, left } = applyAndUse(index, row, filters[at % CACHED]);
        if (at < WARM_UP) continue;
        times.applied.push(applied);
        times.used.push(applied + left);
      }
      return [name, { applied: describe(times.applied), used: describe(times.used) }];
    }),
  );
}

function applyAndUse(index, row, filter) {
  const [applied] = timed(() => index.apply({ upsert: [row], remove: [] }));
  const [x, y] = [lngToX(row.lng), latToY(row.lat)].map((part) => Math.floor(part * 2 ** ZOOM));
  const use = () => timed(() => index.tile(filter, ZOOM, x, y))[0];
  const first = use();
  return { applied, left: Math.max(0, first - Math.min(use(), use())) };
}
