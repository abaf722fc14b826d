import type { Mode, VenueDetails } from '@zlm/server/contract';
import { useDetailsText } from './text.ts';

/** Said of what has no place: who can come in person as well is told that no map shows where. */
export function useNoPlaceText(): (mode: Mode | null, isMovedOnline?: boolean, venue?: VenueDetails | null) => string {
  const { t } = useDetailsText();
  return (mode, isMovedOnline = false, venue = null) => {
    if (mode === 'online' || isMovedOnline) return t('details.online');
    if (venue) return `${venue.name} ${venue.address}`;
    return mode === 'mixed' ? `${t('modes.mixed')} · ${t('unlocated')}` : t('unlocated');
  };
}
