import { route } from '../../http/route.ts';
import { getIsochrone } from './schema.ts';
import { findIsochrone, type IsochroneParts } from './service.ts';

export const isochroneRoutes = (parts: IsochroneParts) => [
  route(getIsochrone, ({ query }, { now }) => findIsochrone(parts, query, now)),
];
