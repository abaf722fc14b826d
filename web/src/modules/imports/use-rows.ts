import type { Import, ImportedRow } from '@zlm/server/contract';
import { computed, ref, shallowReactive, watch } from 'vue';
import { useList } from '../account/use-list.ts';
import { usePlaceNames } from '../pins/place-names.ts';
import { useThingNames } from '../pins/thing-names.ts';
import { listRows } from './api.ts';
import { toQuery, type RowFilter } from './spot.ts';

/** Rows of an import, page by page, and which of them are ticked. */
export function useRows(shown: () => Import, filter: () => RowFilter) {
  const places = usePlaceNames();
  const things = useThingNames();
  const total = ref<number | null>(null);
  const list = useList<ImportedRow>(
    () => [shown().id, shown().state, shown().changedAt, filter()],
    async (cursor, signal) => {
      const answer = await listRows(shown().id, { ...toQuery(filter()), ...(cursor && { cursor }) }, signal);
      answer.places.forEach(places.note);
      answer.things.forEach(things.note);
      total.value = answer.total;
      return { rows: answer.rows, next: answer.next === null ? null : String(answer.next) };
    },
  );
  /** Rows that were on a page, also of another filter: what is ticked stays ticked. */
  const seen = shallowReactive(new Map<string, ImportedRow>());
  const chosen = ref<ReadonlySet<string>>(new Set());
  watch(list.rows, (rows) => rows.forEach((row) => seen.set(String(row.line), row)));
  watch(
    () => [shown().id, shown().state],
    () => {
      chosen.value = new Set();
      seen.clear();
    },
  );
  const acceptable = computed(() =>
    [...chosen.value].flatMap((key) => {
      const row = seen.get(key);
      return row && mayAccept(row) ? [row.line] : [];
    }),
  );
  return { list, total, chosen, acceptable };
}

const mayAccept = ({ verdict, outcome }: ImportedRow): boolean =>
  (verdict === 'new' || verdict === 'changed') && outcome === null;
