/** Facets of the plain comparison. */
export const PLAIN = ['kind', 'topic', 'audience', 'price', 'mode', 'division', 'institution'];
/** All that the product counts. */
export const FULL = [...PLAIN, 'format', 'status', 'seats'];

const MULTI = new Set(['topic', 'audience', 'mode']);

/**
 * The vocabularies of the product as facets.
 * `vocabularies`: terms by name, `divisions`: { code, parent }, `institutions`: a tree of `toPreorder`.
 */
export function createFacets({ vocabularies, divisions, institutions }) {
  const topics = toPreorder(vocabularies.topic);
  const areas = toPreorder(divisions);
  const flat = (name) => ({ name, values: vocabularies[name].map(({ code }) => code) });
  return {
    kind: flat('kind'),
    topic: { name: 'topic', values: topics.codes, ends: topics.ends },
    audience: flat('audience'),
    price: flat('price'),
    mode: flat('mode'),
    division: { name: 'division', values: areas.codes, ends: areas.ends },
    institution: { name: 'institution', values: institutions.codes, ends: institutions.ends },
    format: flat('format'),
    status: flat('status'),
    seats: flat('seats'),
  };
}

export function toSchema(facets, names) {
  return { facets: names.map((name) => ({ ...facets[name], multi: MULTI.has(name) })), clusterBy: 'kind' };
}

/** A tree in preorder: `ends[i]` is the first position after the subtree of i. */
export function toPreorder(nodes) {
  const children = new Map();
  for (const { code, parent } of nodes) {
    const above = parent ?? null;
    if (!children.has(above)) children.set(above, []);
    children.get(above).push(code);
  }
  const codes = [];
  const ends = [];
  const visit = (code) => {
    const at = codes.push(code) - 1;
    for (const child of children.get(code) ?? []) visit(child);
    ends[at] = codes.length;
  };
  for (const root of children.get(null) ?? []) visit(root);
  return { codes, ends };
}
