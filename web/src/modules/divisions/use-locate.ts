import { ref } from 'vue';
import { locate, type Refusal } from './locate.ts';
import { toDevice } from './origin.ts';
import { useStartAt } from './start-at.ts';

/** Makes this device the starting point; `refusal` says why it could not. */
export function useLocate() {
  const startAt = useStartAt();
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
    await startAt(toDevice(found));
  }
  return { isLocating, refusal, find };
}
