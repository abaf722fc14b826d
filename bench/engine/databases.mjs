import { SIZES } from './options.mjs';
import { startPostgres } from './postgres.mjs';
import { BUILDS, FINISH, rawScript } from './tables.mjs';
import { createWorld } from './world.mjs';

// Facet counts are measured at this size alone.
const VIEWED_AT = '171k';

/** PostgreSQL with the points of each size and an empty database; null where it, or PostGIS, is not installed. */
export async function openDatabases(sizes, tell) {
  const postgres = await startPostgres();
  if (!postgres) return null;
  const stop = () => postgres.stop();
  return { stop, fill: () => fill(postgres, sizes, tell) };
}

async function fill(postgres, sizes, tell) {
  const points = {};
  await postgres.psql('postgres', ['CREATE DATABASE changes;']);
  for (const label of sizes) {
    const name = `points_${label}`;
    // Plans made for the values at hand: general ones are now and then far slower.
    const settings = `ALTER DATABASE ${name} SET plan_cache_mode = force_custom_plan;`;
    await postgres.psql('postgres', [`CREATE DATABASE ${name};`, settings]);
    const { all } = createWorld(SIZES[label]);
    const begun = performance.now();
    await postgres.psql(name, rawScript(all));
    const builds = label === VIEWED_AT ? Object.values(BUILDS) : [BUILDS.typical, BUILDS.tuned];
    await Promise.all(builds.map((script) => postgres.psql(name, [script])));
    await postgres.psql(name, [FINISH]);
    tell(`PostgreSQL has ${label} points after ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    points[label] = postgres.url(name);
  }
  return { points, empty: postgres.url('changes') };
}
