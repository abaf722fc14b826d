import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import { useMedia } from '../ui/use-media.ts';
import { readStored, store } from './stored.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
const KEY = 'zlm.theme';

export const useTheme = defineStore('theme', () => {
  const stored = readStored(KEY);
  const chosen = ref<Theme>(THEMES.find((theme) => theme === stored) ?? 'auto');
  const systemIsDark = useMedia('(prefers-color-scheme: dark)');
  const isDark = computed(() => (chosen.value === 'auto' ? systemIsDark.value : chosen.value === 'dark'));

  watch(isDark, (dark) => (document.documentElement.dataset.theme = dark ? 'dark' : 'light'), { immediate: true });
  watch(chosen, (theme) => store(KEY, theme === 'auto' ? null : theme));
  return { chosen, isDark };
});
