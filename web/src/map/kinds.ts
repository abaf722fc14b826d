import type { Kind } from '@zlm/server/contract';

/** In the order rings are drawn, clockwise from the top. */
export const KINDS = [
  'institution',
  'activity',
  'course',
  'resource',
  'credit_point',
] as const satisfies readonly Kind[];

export function isKind(value: unknown): value is Kind {
  return KINDS.includes(value as Kind);
}
