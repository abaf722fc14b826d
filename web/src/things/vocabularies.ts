import type { Endpoints, Term } from '@zlm/server/contract';
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { call } from '../api/call.ts';
import { ApiProblem } from '../api/problem.ts';
import { useQuery } from '../state/query.ts';

const RETRY_S = 3;

/** Codes and their labels in both languages, read once. */
export const useVocabularies = defineStore('vocabularies', () => {
  const query = useQuery();
  const vocabularies = shallowRef<Record<string, Term[]>>({});
  let asked = false;

  async function load(): Promise<void> {
    if (asked) return;
    asked = true;
    try {
      const answer = await call<Endpoints['listVocabularies']>('GET', '/api/vocabularies', {});
      vocabularies.value = answer.vocabularies;
    } catch (error) {
      asked = false;
      const wait = error instanceof ApiProblem ? (error.retryAfter ?? RETRY_S) : RETRY_S;
      setTimeout(() => void load(), wait * 1000);
    }
  }

  const byCode = computed(
    () =>
      new Map(
        Object.entries(vocabularies.value).map(([name, terms]) => [
          name,
          new Map(terms.map((term) => [term.code, term])),
        ]),
      ),
  );
  /** The label in the language of the page; the code itself until the labels are there. */
  function label(vocabulary: string, code: string): string {
    const term = byCode.value.get(vocabulary)?.get(code);
    return term ? (query.lang === 'en' ? term.en : term.zh) : code;
  }
  /** Terms to choose from, without the replaced ones. */
  function terms(vocabulary: string): Term[] {
    return (vocabularies.value[vocabulary] ?? []).filter((term) => term.replacedBy === null);
  }
  function has(vocabulary: string, code: string): boolean {
    return byCode.value.get(vocabulary)?.has(code) ?? false;
  }
  /** Its parent and its number among all; null until the labels are there. */
  function placeOf(vocabulary: string, code: string): { parent: string | null; index: number } | null {
    const index = vocabularies.value[vocabulary]?.findIndex((term) => term.code === code) ?? -1;
    return index < 0 ? null : { parent: vocabularies.value[vocabulary]![index]!.parent, index };
  }
  return { load, label, terms, has, placeOf };
});
