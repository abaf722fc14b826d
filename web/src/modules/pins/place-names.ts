import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import type { LngLat } from '../../geometry/lng-lat.ts';
import { usePinText } from './text.ts';

export interface NamedPlace {
  id: number;
  name: string;
  address: string;
  lngLat: LngLat;
}
/** Names of places whose ids stand in forms, as far as they were read. */
export const usePlaceNames = defineStore('place-names', () => {
  const { t } = usePinText();
  const known = shallowReactive(new Map<number, NamedPlace>());
  const note = (place: NamedPlace) => void known.set(place.id, place);
  const nameOf = (id: number) => known.get(id)?.name ?? t('pins.place', { id });
  const addressOf = (id: number) => known.get(id)?.address ?? '';
  const spotOf = (id: number) => known.get(id)?.lngLat ?? null;
  return { note, nameOf, addressOf, spotOf };
});
