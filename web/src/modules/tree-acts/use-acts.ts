import type { DoneTreeAct, Endpoints } from '@zlm/server/contract';
import { shallowRef } from 'vue';
import { call } from '../../api/call.ts';
import { useList } from '../account/use-list.ts';
import type { Names } from './use-act-words.ts';

const PAGE = 25;

/** Changes of the tree, the latest first, of one institution or of all that who asks may change. */
export function useActs(of: () => number | null) {
  const names = shallowRef<Names>(new Map());
  const list = useList<DoneTreeAct>(of, async (cursor, signal) => {
    const one = of();
    const query = {
      limit: String(PAGE),
      ...(one === null ? {} : { of: String(one) }),
      ...(cursor && { before: cursor }),
    } as never;
    const { acts, institutions } = await call<Endpoints['listTreeActs']>('GET', '/api/tree-acts', { query }, signal);
    names.value = new Map([...names.value, ...institutions.map(({ id, name }) => [id, name] as const)]);
    return { rows: acts, next: acts.length < PAGE ? null : String(acts.at(-1)!.id) };
  });
  return { ...list, names };
}
