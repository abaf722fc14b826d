import { toReady } from '../../http/ready-answer.ts';
import { route } from '../../http/route.ts';
import type { Parts } from '../../module.ts';
import { doTreeAct, listTreeActs, planTreeAct, undoTreeAct } from './act-service.ts';
import { findAlike, listDuplicates, reviewDuplicate } from './duplicate-service.ts';
import * as endpoints from './schema.ts';
import { find, readBranch, readSkeleton, readTop } from './service.ts';

export const institutionTreeRoutes = (parts: Parts) => [
  route(endpoints.getTreeTop, ({ query }, { now }) => readTop(parts, query, now)),
  // Before the id, which it is not.
  route(endpoints.findInTree, ({ query }, { now }) => find(parts, query, now)),
  route(endpoints.getTreeBranch, ({ params, query }, { now }) => readBranch(parts, params.id, query, now)),
  route(endpoints.getTreeSkeleton, async ({ params, query }, { now }) =>
    toReady(await readSkeleton(parts, params.id, query, now)),
  ),
  route(endpoints.planTreeAct, ({ body }, { actor, now }) => planTreeAct(parts, body, actor, now)),
  route(endpoints.doTreeAct, ({ body }, context) => doTreeAct(parts, body, context)),
  route(endpoints.undoTreeAct, ({ params }, context) => undoTreeAct(parts, params.id, context)),
  route(endpoints.listTreeActs, ({ query }, { actor }) => listTreeActs(parts, query, actor)),
  route(endpoints.listDuplicates, ({ query }, { actor, now }) => listDuplicates(parts, query, actor, now)),
  route(endpoints.reviewDuplicate, ({ body }, context) => reviewDuplicate(parts, body, context)),
  route(endpoints.findAlike, ({ body }, { now }) => findAlike(parts, body.drafts, now)),
];
