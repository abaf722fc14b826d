import { expect, test } from 'vitest';
import { checkSchema } from './schema.ts';

const kind = { name: 'kind', values: ['course', 'club'] };

test('a schema that cannot be indexed is refused with its reason', () => {
  const check =
    (facet: object, clusterBy = 'kind') =>
    (): void =>
      checkSchema({ facets: [kind, { name: 'area', values: ['a', 'b', 'c'], ...facet }], clusterBy });
  expect(check({ ends: [3, 2, 3] })).not.toThrow();
  expect(check({ name: 'kind' })).toThrow(/two facets kind/);
  expect(check({}, 'colour')).toThrow(/unknown facet: colour/);
  expect(check({ values: ['place'] }, 'area')).toThrow(/named like a property: place/);
  expect(check({ ends: [3, 2] })).toThrow(/area has 2 ends/);
  expect(check({ ends: [2, 3, 3] })).toThrow(/subtree of 1 ends at 3/);
  expect(check({ ends: [1, 1, 3] })).toThrow(/subtree of 1 ends at 1/);
});
