import { isCoarse } from '@zlm/server/contract/words/exactness';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { LngLat } from '../../geometry/lng-lat.ts';
import { readLastView, storeLastView } from '../../state/last-view.ts';
import { useQuery } from '../../state/query.ts';
import { readStored, store } from '../../state/stored.ts';
import type { Viewport } from '../../state/url-query.ts';
import { useViewState } from '../../state/view-state.ts';
import { ZHEJIANG } from '../../state/viewport.ts';
import { locate, type Found, type Refusal } from './locate.ts';
import { toDevice, useOrigin, type Origin } from './origin.ts';
import { levelOf, zoomOf } from './zoom.ts';

const ASKED = 'zlm.asked';
/** How long the first list waits for what the device knows. */
const MOMENT_MS = 400;

/** Where the app opens when the address says nothing: the last place, else where the device is, else it asks. */
export const useOpening = defineStore('opening', () => {
  const query = useQuery();
  const viewState = useViewState();
  const origin = useOrigin();
  const isReady = ref(true);
  const isUnknown = ref(false);
  /** Whoever has done something is not moved any more. */
  let isTouched = false;

  function open(): void {
    if (!query.isBare) return;
    const last = origin.chosen ? toView(origin.chosen) : { view: readLastView(), metres: 0 };
    if (last.view && isInside([last.view.lng, last.view.lat])) viewState.openAt(last.view, last.metres);
    else if (!origin.chosen) void find();
  }
  async function find(): Promise<void> {
    isReady.value = false;
    if (await within(mayLocate(), false)) await findDevice();
    else ask();
    isReady.value = true;
  }
  async function findDevice(): Promise<void> {
    watchTouches();
    const finding = locate();
    const found = await within<Found | Refusal | null>(finding, null);
    if (found === null) return void finding.then(goLate);
    if (!isHere(found)) return ask();
    const { view, metres } = toView(origin.keep(toDevice(found)));
    viewState.openAt(view, metres);
  }
  /** The list of the province is there; it is left only by who has not begun with it. */
  function goLate(found: Found | Refusal): void {
    if (isTouched || !isHere(found) || !query.isBare) return;
    const { view, metres } = toView(origin.keep(toDevice(found)));
    viewState.flyAround(view, metres);
  }
  function watchTouches(): void {
    const note = () => (isTouched = true);
    for (const event of ['pointerdown', 'keydown', 'wheel'])
      addEventListener(event, note, { capture: true, once: true, passive: true });
  }
  function ask(): void {
    isUnknown.value = readStored(ASKED) === null;
  }
  /** The question is answered or not wanted: it is not asked again. */
  function close(view?: Viewport): void {
    if (view) storeLastView(view);
    store(ASKED, '1');
    isUnknown.value = false;
  }
  open();
  return { isReady, isAsking: computed(() => isUnknown.value && !origin.chosen && query.isBare), close };
});

function toView({ place, lngLat: [lng, lat], accuracy }: Origin): { view: Viewport; metres: number } {
  return { view: { lng, lat, zoom: zoomOf(levelOf(place)) }, metres: isCoarse(accuracy) ? accuracy : 0 };
}
function isHere(found: Found | Refusal): found is Found {
  return typeof found !== 'string' && isInside(found.lngLat);
}
function isInside([lng, lat]: LngLat): boolean {
  const [west, south, east, north] = ZHEJIANG;
  return lng >= west && lng <= east && lat >= south && lat <= north;
}
/** Whether the device tells where it is without asking the person. */
async function mayLocate(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted';
  } catch {
    return false;
  }
}
function within<T>(answer: Promise<T>, late: T): Promise<T> {
  return Promise.race([answer, new Promise<T>((resolve) => setTimeout(() => resolve(late), MOMENT_MS))]);
}
