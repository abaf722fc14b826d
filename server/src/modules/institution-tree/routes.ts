import { route } from '../../http/route.ts';
import type { Parts } from '../../module.ts';
import { findInTree, getTreeBranch, getTreeSkeleton, getTreeTop } from './schema.ts';
import { find, readBranch, readSkeleton, readTop } from './service.ts';

export const institutionTreeRoutes = (parts: Parts) => [
  route(getTreeTop, ({ query }, { now }) => readTop(parts, query, now)),
  // Before the id, which it is not.
  route(findInTree, ({ query }, { now }) => find(parts, query, now)),
  route(getTreeBranch, ({ params, query }, { now }) => readBranch(parts, params.id, query, now)),
  route(getTreeSkeleton, ({ params, query }, { now }) => readSkeleton(parts, params.id, query, now)),
];
