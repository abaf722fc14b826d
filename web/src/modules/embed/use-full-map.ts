import type { Kind } from '@zlm/server/contract';
import { computed } from 'vue';
import { useQuery } from '../../state/query.ts';

/** Addresses of the full app with what is shown here; `open` goes there in a tab of its own. */
export function useFullMap() {
  const query = useQuery();
  return {
    list: computed(() => query.hrefOfPage('list')),
    thing: (kind: Kind, id: number) => query.hrefOf(kind, id),
    open: (href: string) => void window.open(href, '_blank', 'noopener'),
  };
}
