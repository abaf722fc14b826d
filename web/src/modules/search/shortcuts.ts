import type { FilterInput, Lang } from '@zlm/server/contract';
import {
  filtersWhere,
  onlyFilter,
  removing,
  rowOf,
  TOPIC_FILTER,
  type FilterName,
} from '@zlm/server/contract/filter-table';
import { valuesOf } from '../../state/url-query.ts';

const WHEN = onlyFilter({ texts: 'whens' });
const PRICE = onlyFilter({ texts: 'prices' });
const AUDIENCE = onlyFilter({ vocabulary: 'audience' });

/** What one tap asks for: these values of one filter, by the name it is told by. */
export interface Shortcut {
  key: string;
  name: FilterName;
  values: readonly string[];
}

/** Under the search, in their order. */
export const SHORTCUTS = [
  { key: 'today', name: WHEN, values: ['today'] },
  { key: 'weekend', name: WHEN, values: ['weekend'] },
  { key: 'free', name: PRICE, values: ['free'] },
  { key: 'seniors', name: AUDIENCE, values: ['seniors'] },
  { key: 'family', name: TOPIC_FILTER, values: ['family-parenting'] },
  { key: 'brush', name: TOPIC_FILTER, values: ['calligraphy', 'chinese-painting'] },
  { key: 'phone', name: TOPIC_FILTER, values: ['smartphone-use'] },
  { key: 'work', name: TOPIC_FILTER, values: ['vocational-skills', 'qualifications'] },
  { key: 'health', name: TOPIC_FILTER, values: ['health-wellness'] },
  { key: 'music', name: TOPIC_FILTER, values: ['singing', 'instruments', 'dance'] },
] as const satisfies readonly Shortcut[];
type Key = (typeof SHORTCUTS)[number]['key'];
/** Large, in one row of a phone: as many as the words of the language leave room for. */
const ELDER_SHORTCUTS: Record<Lang, readonly Key[]> = {
  'zh-CN': ['today', 'weekend', 'free', 'seniors'],
  en: ['today', 'free', 'seniors'],
};
export const elderShortcuts = (lang: Lang) => SHORTCUTS.filter(({ key }) => ELDER_SHORTCUTS[lang].includes(key));

/** Whether all it asks for is asked for. */
export function isPressed({ name, values }: Shortcut, filters: FilterInput): boolean {
  const set = valuesOf(filters, name);
  return values.every((value) => set.includes(value));
}

/** The change of the address by one tap on it: its values come or go, others of a list stay. */
export function pressing(shortcut: Shortcut, filters: FilterInput): FilterInput {
  const { name, values } = shortcut;
  const { isList, tells } = rowOf(name)!;
  const others = isList ? valuesOf(filters, name).filter((value) => !values.includes(value)) : [];
  const next = isPressed(shortcut, filters) ? others : [...others, ...values];
  // What answers the same question otherwise, as dates do, gives way.
  const rivals = tells ? removing(filtersWhere({ tells })) : {};
  return { ...rivals, [name]: next.join(',') || undefined };
}
