import { onBeforeUnmount, onMounted, ref, watch } from 'vue';
import { readStored, store } from '../../state/stored.ts';

const STORED = 'zlm.queue-keys';

/** Switched off, for this device, by whoever uses single keys for something else. */
export const isKeysOn = ref(readStored(STORED) !== '0');
watch(isKeysOn, (isOn) => store(STORED, isOn ? null : '0'));

/** Single keys of the page, never while somebody types. */
export function useKeys(keys: Record<string, () => void>): void {
  function press(event: KeyboardEvent): void {
    const run = keys[event.key.toLowerCase()];
    if (!run || !isKeysOn.value || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target as HTMLElement;
    if (at.closest('input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog]')) return;
    event.preventDefault();
    run();
  }
  onMounted(() => document.addEventListener('keydown', press));
  onBeforeUnmount(() => document.removeEventListener('keydown', press));
}
