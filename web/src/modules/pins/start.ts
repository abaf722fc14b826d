import type { FormBody, InstitutionRef, PinKind } from '@zlm/server/contract';
import { shallowRef } from 'vue';
import type { LngLat } from '../../geometry/lng-lat.ts';

/** From where somebody begins something new: it fills in what is known already. */
export interface Start {
  /** A spot of the map. */
  lngLat?: LngLat;
  /** A place that is known. */
  place?: { id: number; name: string };
  institution?: InstitutionRef;
  kind?: PinKind;
  body?: FormBody;
}
export const start = shallowRef<Start>({});
