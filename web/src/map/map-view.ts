import { defineAsyncComponent } from 'vue';
import { hasWebGl2 } from './webgl.ts';
import { useViewState } from '../state/view-state.ts';

const TRIES = 3;
const WAIT_MS = 1_000;

/** The map with its library, fetched when it is first shown; `viewState.map` tells when it cannot be had. */
export const MapView = defineAsyncComponent({
  loader: () => import('./MapView.vue'),
  onError: (_error, retry, fail, attempts) => {
    if (attempts < TRIES) return void setTimeout(retry, WAIT_MS * attempts);
    fail();
    useViewState().map = 'error';
  },
});

/** To be asked before the map is shown: nothing is fetched for a browser that cannot draw it. */
export function tryMap(): void {
  if (!hasWebGl2()) useViewState().map = 'webgl';
}
