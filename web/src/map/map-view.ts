// eslint-disable-next-line no-restricted-imports -- the shell talks to the map itself; what fails is told by MapFailed
import { defineAsyncComponent } from 'vue';
import { load, onReturn } from '../api/late.ts';
import { hasWebGl2 } from './webgl.ts';
import { useViewState } from '../state/view-state.ts';

let stopRetrying: (() => void) | null = null;

/** The map with its library, fetched when it is first shown; `viewState.map` tells when it cannot be had. */
export const MapView = defineAsyncComponent({
  loader: () => importMap(),
  onError: (_error, _retry, fail) => {
    fail();
    useViewState().map = 'error';
    stopRetrying ??= onReturn(() => void retryMap());
  },
});

/** Has the map shown once its parts are there; `isWanted`: a person asked. */
export async function retryMap(isWanted = false): Promise<void> {
  try {
    await importMap(isWanted);
  } catch {
    return;
  }
  stopRetrying?.();
  stopRetrying = null;
  useViewState().map = 'waiting';
}

/** To be asked before the map is shown: nothing is fetched for a browser that cannot draw it. */
export function tryMap(): void {
  if (!hasWebGl2()) useViewState().map = 'webgl';
}

function importMap(isWanted = false) {
  return load(async () => {
    const [part, { reachWorker }] = await Promise.all([import('./MapView.vue'), import('./worker.ts')]);
    await reachWorker();
    return part;
  }, isWanted);
}
