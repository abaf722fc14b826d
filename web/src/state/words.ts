import type { SORTS } from '@zlm/server/contract/lists';

export type { Scope } from '@zlm/server/contract/lists';
export type Sort = (typeof SORTS)[number];
