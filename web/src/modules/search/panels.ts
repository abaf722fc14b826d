import type { FilterName } from '../../state/words.ts';

export type PanelName = 'kind' | 'when' | 'audience' | 'near' | 'topic' | 'more';

/** The chips in their order and the filters each one holds. */
export const PANELS: readonly { name: PanelName; filters: readonly FilterName[] }[] = [
  { name: 'kind', filters: ['kind'] },
  { name: 'when', filters: ['when', 'from', 'to', 'part', 'weekday'] },
  { name: 'audience', filters: ['audience'] },
  { name: 'near', filters: ['near'] },
  { name: 'topic', filters: ['topic'] },
  { name: 'more', filters: ['price', 'division', 'format', 'mode', 'seats', 'accessible', 'open', 'status'] },
];
