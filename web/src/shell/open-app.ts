import { shallowRef } from 'vue';
import type { AppEntry } from '../things/registry.ts';

/** The dialog over the map that was asked for on the reader's own page. */
export const openApp = shallowRef<AppEntry | null>(null);
