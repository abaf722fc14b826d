import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import { useMedia } from '../ui/use-media.ts';
import { readStored, store } from './stored.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export const CONTRASTS = ['auto', 'normal', 'more'] as const;
export type Theme = (typeof THEMES)[number];
export type Contrast = (typeof CONTRASTS)[number];
/** What the map is drawn in. */
export type Look = 'light' | 'dark' | 'contrast-light' | 'contrast-dark';

const THEME_KEY = 'zlm.theme';
const CONTRAST_KEY = 'zlm.contrast';

/** Colours as chosen on this device, else as the system asks for. */
export const useTheme = defineStore('theme', () => {
  const chosen = ref<Theme>(THEMES.find((theme) => theme === readStored(THEME_KEY)) ?? 'auto');
  const contrast = ref<Contrast>(CONTRASTS.find((one) => one === readStored(CONTRAST_KEY)) ?? 'auto');
  const systemIsDark = useMedia('(prefers-color-scheme: dark)');
  const systemWantsMore = useMedia('(prefers-contrast: more)');
  const systemForces = useMedia('(forced-colors: active)');

  const isDark = computed(() => (chosen.value === 'auto' ? systemIsDark.value : chosen.value === 'dark'));
  const isContrast = computed(() =>
    contrast.value === 'auto' ? systemWantsMore.value || systemForces.value : contrast.value === 'more',
  );
  const look = computed<Look>(() => {
    const shade = isDark.value ? 'dark' : 'light';
    return isContrast.value ? `contrast-${shade}` : shade;
  });

  const root = document.documentElement;
  watch(isDark, (dark) => (root.dataset.theme = dark ? 'dark' : 'light'), { immediate: true });
  watch(isContrast, (on) => root.toggleAttribute('data-contrast', on), { immediate: true });
  watch(chosen, (theme) => store(THEME_KEY, theme === 'auto' ? null : theme));
  watch(contrast, (next) => store(CONTRAST_KEY, next === 'auto' ? null : next));
  return { chosen, contrast, look };
});
