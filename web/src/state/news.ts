import { defineStore } from 'pinia';
import { computed, ref } from 'vue';

/** How much is new for this reader, by what tells it: the avatar shows that there is something. */
export const useNews = defineStore('news', () => {
  const counts = ref<Readonly<Record<string, number>>>({});
  const hasAny = computed(() => Object.values(counts.value).some((count) => count > 0));
  function tell(source: string, count: number): void {
    counts.value = { ...counts.value, [source]: count };
  }
  return { hasAny, tell };
});
