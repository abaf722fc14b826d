import { watch } from 'vue';
import { useTheme } from '../state/theme.ts';
import { things } from './registry.ts';

/** Keeps `--kind-<kind>` of the page at the colours of the look; set before anything is drawn. */
export function keepKindColours(): void {
  const theme = useTheme();
  const { style } = document.documentElement;
  const set = () => things.forEach(({ kind, colours }) => style.setProperty(`--kind-${kind}`, colours[theme.look]));
  watch(() => theme.look, set, { immediate: true, flush: 'sync' });
}
