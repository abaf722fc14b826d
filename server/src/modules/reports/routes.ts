import { route } from '../../http/route.ts';
import type { Parts } from '../../module.ts';
import { reportMistake as endpoint } from './schema.ts';
import { reportMistake } from './service.ts';

export const reportsRoutes = (parts: Parts) => [
  route(endpoint, ({ body }, { lang }) => reportMistake(parts, body, lang)),
];
