import { defineStore } from 'pinia';
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { newsOf } from './news.ts';
import { NOTHING, type Saved } from './saved.ts';
import { formatSaved, keyOf, parseSaved } from './saved-text.ts';

const KEY = 'zlm.keep';
/** What could not be read, as it was. */
const BROKEN_KEY = 'zlm.keep.broken';

/** `full`, `forbidden`: kept by this page alone; `broken`: the old text is set aside; `later`: nothing is written. */
type Trouble = 'full' | 'forbidden' | 'broken' | 'later';

/** Favourites and saved searches of this device, alike in all its tabs. */
export const useFavourites = defineStore('favourites', () => {
  const saved = shallowRef<Saved>(NOTHING);
  const trouble = ref<Trouble | null>(null);
  /** Writing destroys nothing that could not be read. */
  let isSafe = true;

  function load(): void {
    const text = readText();
    if (text === null) return void (saved.value = NOTHING);
    const read = parseSaved(text);
    if (read.state === 'later') return void (trouble.value = 'later');
    if (read.state === 'broken' || read.skipped > 0) setAside(text);
    if (read.state === 'read') saved.value = read.saved;
  }
  function readText(): string | null {
    try {
      return localStorage.getItem(KEY);
    } catch {
      trouble.value = 'forbidden';
      return null;
    }
  }
  function setAside(text: string): void {
    trouble.value = 'broken';
    try {
      localStorage.setItem(BROKEN_KEY, text);
      isSafe = true;
    } catch {
      isSafe = false;
      trouble.value = 'full';
    }
  }

  /** Changes what is stored now, which another tab may have written. */
  function change(step: (before: Saved) => Saved): void {
    if (trouble.value === null || trouble.value === 'broken') load();
    saved.value = step(saved.value);
    if (trouble.value === 'later' || !isSafe) return;
    try {
      localStorage.setItem(KEY, formatSaved(saved.value));
      if (trouble.value !== 'broken') trouble.value = null;
    } catch (error) {
      trouble.value = error instanceof DOMException && error.name === 'SecurityError' ? 'forbidden' : 'full';
    }
  }
  /** The text that could not be read, to be saved as a file. */
  function brokenText(): string | null {
    try {
      return localStorage.getItem(BROKEN_KEY);
    } catch {
      return null;
    }
  }
  function clear(): void {
    change(() => NOTHING);
    try {
      localStorage.removeItem(BROKEN_KEY);
      if (trouble.value === 'broken') trouble.value = null;
    } catch {
      // There was nothing to remove.
    }
  }

  const follow = ({ key }: StorageEvent) => (key === KEY || key === null) && load();
  window.addEventListener('storage', follow);
  onScopeDispose(() => window.removeEventListener('storage', follow));
  load();

  const ids = computed(() => new Set(saved.value.favourites.map(({ id }) => id)));
  const keys = computed(() => new Set(saved.value.searches.map(({ key }) => key)));
  return {
    saved,
    trouble,
    change,
    clear,
    brokenText,
    has: (id: number) => ids.value.has(id),
    hasSearch: (filters: Parameters<typeof keyOf>[0]) => keys.value.has(keyOf(filters)),
    newCount: computed(() => saved.value.searches.reduce((sum, search) => sum + newsOf(search).count, 0)),
  };
});
