import { ref } from 'vue';
import { useFlyToOrigin } from './fly-to-origin.ts';
import { locate, type Refusal } from './locate.ts';
import { toDevice, useOrigin } from './origin.ts';
import { zoomOf } from './zoom.ts';

/** Makes this device the starting point; `refusal` says why it could not. */
export function useLocate() {
  const flyToOrigin = useFlyToOrigin();
  const origin = useOrigin();
  const isLocating = ref(false);
  const refusal = ref<Refusal | null>(null);

  async function find(): Promise<void> {
    if (isLocating.value) return;
    isLocating.value = true;
    const found = await locate();
    isLocating.value = false;
    if (typeof found === 'string') {
      refusal.value = found;
      return;
    }
    await origin.choose(toDevice(found));
    // Searches name the part of the map that is seen: its middle must not tell more than the origin does.
    if (origin.chosen) flyToOrigin(origin.chosen, zoomOf('township'));
  }
  return { isLocating, refusal, find };
}
