import type { Ref } from 'vue';
import { useMedia } from './use-media.ts';

/** Panel beside the map: on a wide screen, and where a low one leaves no room for a sheet. */
export function useWide(): Readonly<Ref<boolean>> {
  return useMedia('(min-width: 60em), (min-width: 40em) and (max-height: 30em)');
}

/** No room for a line that only says the name. */
export function useLow(): Readonly<Ref<boolean>> {
  return useMedia('(max-height: 36em)');
}
