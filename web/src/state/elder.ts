import { defineStore } from 'pinia';
import { ref, watch } from 'vue';
import { readStored, store } from './stored.ts';

const KEY = 'zlm.elder';

/** 长辈版: larger, simpler, the same content; a choice of this device and not of the address. */
export const useElder = defineStore('elder', () => {
  const isOn = ref(readStored(KEY) === '1');
  watch(
    isOn,
    (on) => {
      document.documentElement.toggleAttribute('data-elder', on);
      store(KEY, on ? '1' : null);
    },
    { immediate: true, flush: 'sync' },
  );
  return { isOn, toggle: () => (isOn.value = !isOn.value) };
});
