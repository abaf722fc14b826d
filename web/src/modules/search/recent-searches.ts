import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { readStored, store } from '../../state/stored.ts';

const KEY = 'zlm.searches';
const MOST = 8;

/** What was searched for last, newest first; kept by this device and never sent. */
export const useRecentSearches = defineStore('recent searches', () => {
  const texts = shallowRef<readonly string[]>(parseTexts(readStored(KEY)));

  function write(next: readonly string[]): void {
    texts.value = next;
    store(KEY, next.length > 0 ? JSON.stringify(next) : null);
  }
  function add(text: string): void {
    if (text !== '') write([text, ...texts.value.filter((other) => other !== text)].slice(0, MOST));
  }
  const remove = (text: string): void => write(texts.value.filter((other) => other !== text));
  const clear = (): void => write([]);
  return { texts, add, remove, clear };
});

/** What is stored may be anything. */
export function parseTexts(stored: string | null): string[] {
  try {
    const found: unknown = JSON.parse(stored ?? '[]');
    if (!Array.isArray(found)) return [];
    const texts = found.filter((one): one is string => typeof one === 'string' && one.trim() !== '' && one.length <= 200);
    return [...new Set(texts)].slice(0, MOST);
  } catch {
    return [];
  }
}
