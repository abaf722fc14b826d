import type { SCOPES, SORTS } from '@zlm/server/contract/lists';

export type Scope = (typeof SCOPES)[number];
export type Sort = (typeof SORTS)[number];
