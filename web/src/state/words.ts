import type { FilterInput } from '@zlm/server/contract';
import type { SCOPES, SORTS } from '@zlm/server/contract/lists';

export type Scope = (typeof SCOPES)[number];
export type Sort = (typeof SORTS)[number];
export type FilterName = keyof FilterInput;
