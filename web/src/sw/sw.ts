import { setCacheNameDetails } from 'workbox-core';
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { answer } from './answers.ts';
import { dropOld, PREFIX, VERSION } from './caches.ts';
import { mapTile } from './map-tiles.ts';
import { NOT_THE_APP, planOf, type Plan } from './plan.ts';
import { keepSaved } from './saved.ts';
import { seed } from './seed.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };
type Told = { type: 'take-over' } | { type: 'seen'; urls: string[] } | { type: 'saved'; paths: string[] };

const respond: Record<Plan, (request: Request, plan: Plan) => Promise<Response>> = {
  search: answer,
  thing: answer,
  labels: answer,
  tile: mapTile,
  base: mapTile,
};

setCacheNameDetails({ prefix: PREFIX, suffix: VERSION });
precacheAndRoute(self.__WB_MANIFEST, { cleanURLs: false, directoryIndex: '' });
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: NOT_THE_APP }));
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && planOf(url) !== null,
  ({ url, request }) => respond[planOf(url)!](request, planOf(url)!),
);

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOld().then(() => self.clients.claim()));
});
self.addEventListener('message', (event) => {
  const told = event.data as Told;
  if (told.type === 'take-over') void self.skipWaiting();
  else if (told.type === 'seen') event.waitUntil(seed(told.urls));
  else if (told.type === 'saved') event.waitUntil(keepSaved(told.paths));
});
