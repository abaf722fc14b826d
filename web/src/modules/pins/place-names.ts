import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import { usePinText } from './text.ts';

/** Names of places whose ids stand in forms, as far as they were read. */
export const usePlaceNames = defineStore('place-names', () => {
  const { t } = usePinText();
  const known = shallowReactive(new Map<number, { name: string; address: string }>());
  const note = (id: number, name: string, address: string) => void known.set(id, { name, address });
  const nameOf = (id: number) => known.get(id)?.name ?? t('pins.place', { id });
  const addressOf = (id: number) => known.get(id)?.address ?? '';
  return { note, nameOf, addressOf };
});
