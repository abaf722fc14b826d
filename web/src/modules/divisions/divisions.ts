import type { Division, Endpoints } from '@zlm/server/contract';
import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useQuery } from '../../state/query.ts';

/** Divisions read so far: province, cities and counties at once, the townships of a county when asked. */
export const useDivisions = defineStore('divisions', () => {
  const query = useQuery();
  const known = shallowRef<ReadonlyMap<string, Division>>(new Map());
  const state = ref<'idle' | 'loading' | 'done' | 'error'>('idle');
  const asked = new Map<string, Promise<void>>();

  /** Loads the children of a division, or the first three levels; each once, again after an error. */
  function load(parent?: string): Promise<void> {
    const key = parent ?? '';
    const running = asked.get(key) ?? read(parent).catch((error: unknown) => giveUp(key, error));
    asked.set(key, running);
    return running;
  }
  async function read(parent?: string): Promise<void> {
    state.value = 'loading';
    const query = parent === undefined ? {} : { parent };
    const { divisions } = await call<Endpoints['listDivisions']>('GET', '/api/divisions', { query });
    known.value = new Map([...known.value, ...divisions.map((division) => [division.code, division] as const)]);
    state.value = 'done';
  }
  function giveUp(key: string, error: unknown): void {
    asked.delete(key);
    state.value = 'error';
    if (!(error instanceof ApiProblem)) throw error;
  }

  function childrenOf(parent: string): Division[] {
    return [...known.value.values()].filter((division) => division.parent === parent);
  }
  function nameOf(code: string): string {
    const division = known.value.get(code);
    if (!division) {
      void load(code.length === 9 ? code.slice(0, 6) : undefined);
      return code;
    }
    return query.lang === 'en' ? division.nameEn : division.name;
  }
  return { known, state, load, childrenOf, nameOf };
});
