import { ORGANISER } from '@zlm/server/contract/kinds';
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { ApiProblem } from '../api/problem.ts';
import { readThing } from '../api/read-thing.ts';

/** Names of institutions that filters speak of by id. */
export const useInstitutionNames = defineStore('institution names', () => {
  const names = shallowRef<ReadonlyMap<string, string>>(new Map());
  const asked = new Set<string>();

  function note(id: string, name: string): void {
    asked.add(id);
    if (names.value.get(id) !== name) names.value = new Map([...names.value, [id, name]]);
  }
  async function load(id: string): Promise<void> {
    asked.add(id);
    try {
      const { title } = await readThing(ORGANISER, id);
      note(id, title);
    } catch (error) {
      // Without its name the filter is told in general words.
      if (!(error instanceof ApiProblem)) throw error;
    }
  }
  /** The name, null until it is known. */
  function nameOf(id: string): string | null {
    if (!asked.has(id)) void load(id);
    return names.value.get(id) ?? null;
  }
  return { nameOf, note };
});
