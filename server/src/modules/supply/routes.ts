import { route } from '../../http/route.ts';
import { getSupply, getSupplyCsv } from './schema.ts';
import { findSupply, writeSupply, type SupplyParts } from './service.ts';

export const supplyRoutes = (parts: SupplyParts) => [
  route(getSupply, ({ query }, { now }) => findSupply(parts, query, now)),
  route(getSupplyCsv, ({ query }, { now, lang }) => writeSupply(parts, query, now, lang)),
];
