import { ref, shallowRef } from 'vue';

/** `ready`: a new version waits; `taken`: another tab has let it take over. */
export const update = ref<'none' | 'ready' | 'taken'>('none');

const LOOK_EVERY_MS = 3_600_000;
const waiting = shallowRef<ServiceWorker | null>(null);
let isReloading = false;
let savedPaths: readonly string[] = [];

/** Registers the service worker; without one the app works as before. */
export async function startWorker(): Promise<void> {
  const container = getContainer();
  if (!container) return;
  try {
    const isFirst = container.controller === null;
    const registration = await container.register('/sw.js');
    if (isFirst) container.addEventListener('controllerchange', tellSeen, { once: true });
    else container.addEventListener('controllerchange', onTakenOver);
    follow(registration, container);
    lookForUpdates(registration);
  } catch (error) {
    console.warn('offline:', error instanceof Error ? error.message : error);
  }
}

/** An earlier visit has left one. */
export const hasWorker = (): boolean => Boolean(getContainer()?.controller);

/** Lets the waiting version take over; the page is loaded again when it has. */
export function applyUpdate(): void {
  if (update.value === 'taken' || !waiting.value) return location.reload();
  isReloading = true;
  waiting.value.postMessage({ type: 'take-over' });
}

/** Tells the worker which things to hold on to. */
export function keepSaved(paths: readonly string[]): void {
  savedPaths = paths;
  getContainer()?.controller?.postMessage({ type: 'saved', paths });
}

/** Calls `listener` with what the worker says. */
export function onWorkerMessage(listener: (told: { type?: string }) => void): void {
  getContainer()?.addEventListener('message', (event) => listener(event.data as { type?: string }));
}

/** Old web views have none, and a private window may forbid even asking. */
function getContainer(): ServiceWorkerContainer | null {
  try {
    return navigator.serviceWorker ?? null;
  } catch {
    return null;
  }
}

function follow(registration: ServiceWorkerRegistration, container: ServiceWorkerContainer): void {
  const offer = (worker: ServiceWorker | null) => {
    if (!worker || !container.controller) return;
    waiting.value = worker;
    update.value = 'ready';
  };
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => worker.state === 'installed' && offer(worker));
  });
}

/** A page left open looks again when somebody comes back to it. */
function lookForUpdates(registration: ServiceWorkerRegistration): void {
  let looked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || Date.now() - looked < LOOK_EVERY_MS) return;
    looked = Date.now();
    registration.update().catch(() => undefined);
  });
}

function onTakenOver(): void {
  if (isReloading) location.reload();
  else update.value = 'taken';
}

/** What was read before the worker was there is kept too. */
function tellSeen(): void {
  const urls = performance.getEntriesByType('resource').map(({ name }) => name);
  const container = getContainer();
  container?.controller?.postMessage({ type: 'seen', urls });
  keepSaved(savedPaths);
  container?.addEventListener('controllerchange', onTakenOver);
}
