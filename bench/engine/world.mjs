import { FeatureIndex } from '../../tiles/dist/index.js';
import { createData, pickColumns } from '../points/data.mjs';
import { PLAIN, toSchema } from '../points/schema.mjs';
import { createTrace } from '../points/trace.mjs';
import { readReference } from './reference.mjs';

/** The data of one size; `index` builds the engine over it. */
export function createWorld(size, names = PLAIN) {
  const { columns: all, facets } = createData({ size, reference: readReference() });
  const columns = pickColumns(all, names);
  const schema = toSchema(facets, names);
  return {
    all,
    columns,
    facets,
    schema,
    index() {
      const index = new FeatureIndex(schema);
      index.loadColumns(columns);
      return index;
    },
    trace: (walks, seed) => createTrace({ columns, facets, walks, seed }),
  };
}

/** `count` of the values, evenly spread, in their order. */
export function sample(values, count) {
  if (values.length <= count) return values;
  return Array.from({ length: count }, (_, at) => values[Math.floor((at * values.length) / count)]);
}
