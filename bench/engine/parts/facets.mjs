import pg from 'pg';
import { FULL } from '../../points/schema.mjs';
import { facetQuery, foldCounts } from '../facet-sql.mjs';
import { describe, ratios, timed, timedAsync } from '../stats.mjs';
import { createWorld, sample } from '../world.mjs';
import { WrongAnswer } from '../wrong.mjs';

const WALKS = 400;
const WARM_UP = 40;

/** Facet counts of what is in view, on all vocabularies of the product: the engine against one GROUP BY. */
export async function measure({ size, url, views }) {
  const world = createWorld(size, FULL);
  const index = world.index();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await run(world, index, client, sampleViews(world, WARM_UP, 99));
    index.loadColumns(world.columns);
    const { grouped, engine } = await run(world, index, client, sampleViews(world, views));
    return { grouped: describe(grouped), engine: describe(engine), times: ratios(grouped, engine) };
  } finally {
    await client.end();
  }
}

function sampleViews(world, count, seed) {
  const { filters, views } = world.trace(WALKS, seed);
  return sample(views, count).map(([bbox, filter]) => [bbox, filters[filter]]);
}

/** Both count the same, or this throws. The database is spared the institutions. */
async function run({ facets }, index, client, views) {
  const times = { grouped: /** @type {number[]} */ ([]), engine: /** @type {number[]} */ ([]) };
  for (const [bbox, filter] of views) {
    const query = facetQuery(bbox, filter);
    const [slow, theirs] = await timedAsync(async () => foldCounts((await client.query(query)).rows, facets));
    const [fast, ours] = timed(() => index.facetCounts(filter, 'view', bbox));
    times.grouped.push(slow);
    times.engine.push(fast);
    for (const name of Object.keys(theirs)) {
      const at = theirs[name].findIndex((count, value) => count !== ours[name][value]);
      if (at < 0) continue;
      const [wrong, right] = [ours[name][at], theirs[name][at]];
      throw new WrongAnswer(
        `${name} ${at} in ${bbox.join()}, ${JSON.stringify(filter)}: engine ${wrong}, SQL ${right}`,
      );
    }
  }
  return times;
}
