import { plainRenderers } from '../../../ui/form/plain-renderers.ts';
import type { Renderers } from '../../../ui/form/fields.ts';
import PhotosInput from './PhotosInput.vue';
import PlaceInput from './PlaceInput.vue';
import SeriesInput from './SeriesInput.vue';
import TermsInput from './TermsInput.vue';
import ThingInput from './ThingInput.vue';

/** How each type of field is drawn; a new type of the contract is asked for here by the compiler. */
export const renderers: Renderers = {
  ...plainRenderers,
  terms: TermsInput,
  place: PlaceInput,
  position: PlaceInput,
  series: SeriesInput,
  thing: ThingInput,
  photos: PhotosInput,
};
