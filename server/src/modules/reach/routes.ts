import { route } from '../../http/route.ts';
import { getReach } from './schema.ts';
import { findReach, type ReachParts } from './service.ts';

export const reachRoutes = (parts: ReachParts) => [
  route(getReach, ({ query }, { now }) => findReach(parts, query, now)),
];
