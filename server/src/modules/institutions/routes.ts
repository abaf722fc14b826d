import { route } from '../../http/route.ts';
import type { Parts } from '../../module.ts';
import { getInstitution as endpoint } from './schema.ts';
import { getInstitution } from './service.ts';

export const institutionsRoutes = (parts: Parts) => [
  route(endpoint, ({ params }, { now }) => getInstitution(parts, params.id, now)),
];
