import type { SavedSearch } from './saved.ts';
import { unpackIds } from './packed-ids.ts';

/** What a search finds now and did not when somebody last looked. */
export interface News {
  count: number;
  /** Counted one by one; else only the totals could be compared. */
  isExact: boolean;
}

export function newsOf({ looked, latest }: Pick<SavedSearch, 'looked' | 'latest'>): News {
  if (!looked || !latest) return { count: 0, isExact: true };
  if (looked.ids === null || latest.ids === null) {
    return { count: Math.max(0, latest.total - looked.total), isExact: false };
  }
  return { count: countAdded(looked.ids, latest.ids), isExact: true };
}

function countAdded(before: string, after: string): number {
  if (before === after) return 0;
  const known = new Set(unpackIds(before));
  return unpackIds(after).filter((id) => !known.has(id)).length;
}
