import { setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { openBaseMap } from './base-map.ts';

setWorkerUrl(workerUrl);

/** Has the worker in the cache of the browser: a map whose worker does not come stays empty and says nothing. */
export async function reachWorker(): Promise<void> {
  // Wanted next: both come at once.
  void openBaseMap();
  const response = await fetch(workerUrl);
  if (!response.ok) throw new Error(`no worker of the map: ${response.status}`);
  await response.arrayBuffer();
}
