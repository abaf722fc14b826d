import { setCacheNameDetails } from 'workbox-core';
import { cleanupOutdatedCaches, PrecacheController, PrecacheRoute, type PrecacheEntry } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { answer } from './answers.ts';
import { splitList, unpack } from './app-files.ts';
import { dropUnwanted, PREFIX, VERSION } from './caches.ts';
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
  photo: mapTile,
};

setCacheNameDetails({ prefix: PREFIX, suffix: VERSION });
const { files, archive } = splitList(self.__WB_MANIFEST);
const app = new PrecacheController();
app.addToCacheList(files);
cleanupOutdatedCaches();
registerRoute(new PrecacheRoute(app, { cleanURLs: false, directoryIndex: '' }));
registerRoute(new NavigationRoute(app.createHandlerBoundToURL('/index.html'), { denylist: NOT_THE_APP }));
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && planOf(url) !== null,
  ({ url, request }) => respond[planOf(url)!](request, planOf(url)!),
);

self.addEventListener('install', (event) => {
  const unpacked = archive ? unpack(app, archive) : Promise.resolve();
  event.waitUntil(unpacked.then(() => app.install(event)));
});
self.addEventListener('activate', (event) => {
  void app.activate(event);
  event.waitUntil(dropUnwanted().then(() => self.clients.claim()));
});
self.addEventListener('message', (event) => {
  const told = event.data as Told;
  if (told.type === 'take-over') void self.skipWaiting();
  else if (told.type === 'seen') event.waitUntil(seed(told.urls));
  else if (told.type === 'saved') event.waitUntil(keepSaved(told.paths));
});
