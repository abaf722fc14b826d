import { useQuery } from './query.ts';

/** Addresses of one page of the desk: `/desk/grants`, and of what is opened on it `/desk/grants@12`. */
export function useDeskAddress(part: string) {
  const query = useQuery();
  const idOf = (spot?: string) => (spot ? `${part}@${spot}` : part);
  return {
    href: (spot?: string) => query.hrefOfPage('desk', idOf(spot)),
    open: (spot?: string) => query.showPage('desk', idOf(spot)),
  };
}
