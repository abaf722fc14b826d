import type { VenueDetails } from '@zlm/server/contract';
import { isWebLink } from '../../things/links.ts';

/** Whether there is more to tell of a place than where it is. */
export function hasMore({ divisionBy, phone, website, openingHours, accessibility }: VenueDetails): boolean {
  const isGuessed = divisionBy === 'nearest_seat';
  return isGuessed || phone !== null || isWebLink(website) || openingHours !== null || accessibility.length > 0;
}
