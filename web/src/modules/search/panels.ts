import type { FilterName } from '../../state/words.ts';

export type PanelName = 'kind' | 'when' | 'audience' | 'near' | 'topic' | 'more';

/** Chips of the elder view; what the others hold is found under `more`. */
export const ELDER_PANELS: readonly PanelName[] = ['kind', 'when', 'more'];

/** The chips in their order and the filters each one holds. */
export const PANELS: readonly { name: PanelName; filters: readonly FilterName[] }[] = [
  { name: 'kind', filters: ['kind'] },
  { name: 'when', filters: ['when', 'from', 'to', 'part', 'weekday'] },
  { name: 'audience', filters: ['audience'] },
  { name: 'near', filters: ['near'] },
  { name: 'topic', filters: ['topic'] },
  { name: 'more', filters: ['price', 'division', 'format', 'mode', 'seats', 'accessible', 'open', 'status'] },
];

/** What a chip opens and counts, given the chips there are. */
export function filtersOf(panel: PanelName, isElder: boolean): readonly FilterName[] {
  const held = PANELS.filter(({ name }) =>
    isElder && panel === 'more' ? name === 'more' || !ELDER_PANELS.includes(name) : name === panel,
  );
  return held.flatMap(({ filters }) => filters);
}
