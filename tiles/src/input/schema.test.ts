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

test('anchors that cannot be counted at are refused with their reason', () => {
  const area = { name: 'area', values: ['a', 'b'] };
  const rest = { lng: 120, lat: 30 };
  const check =
    (step: object, facet = 'area', more: object[] = []) =>
    (): void =>
      checkSchema({
        facets: [kind, area, { name: 'lat', values: [] }, { name: 'club', values: [] }],
        clusterBy: 'kind',
        anchored: { facet, steps: [{ lastZoom: 7, anchors: [], rest, ...step }, ...(more as never[])] },
      });
  const at = { value: 1, lng: 120, lat: 30 };
  expect(check({ anchors: [at, { ...at, value: 0 }] }, 'area', [{ lastZoom: 9, anchors: [at], rest }])).not.toThrow();
  expect(check({}, 'colour')).toThrow(/unknown facet: colour/);
  expect(check({}, 'lat')).toThrow(/named like a property: lat/);
  expect(check({}, 'club')).toThrow(/named like a property: club/);
  expect(check({ lastZoom: 7.5 })).toThrow(/anchors to zoom 7.5/);
  expect(check({}, 'area', [{ lastZoom: 7, anchors: [], rest }])).toThrow(/anchors to zoom 7/);
  expect(check({ anchors: [{ ...at, value: 2 }] })).toThrow(/unknown area: 2/);
  expect(check({ anchors: [at, at] })).toThrow(/two anchors of area 1/);
  expect(check({ anchors: [{ ...at, lat: 91 }] })).toThrow(/anchor of area 1 is 120,91/);
  expect(check({ rest: { lng: 190, lat: 0 } })).toThrow(/rest of the anchors is 190,0/);
});
