import { filtersWhere, type FilterName, type PanelName } from '@zlm/server/contract/filter-table';

/** The chips in their order. */
export const PANELS: readonly PanelName[] = ['kind', 'when', 'audience', 'near', 'topic', 'more'];

/** Chips of the elder view; what the others hold is found under `more`. */
export const ELDER_PANELS: readonly PanelName[] = ['kind', 'when', 'more'];

/** What a chip opens and counts, given the chips there are. */
export function filtersOf(panel: PanelName, isElder: boolean): readonly FilterName[] {
  const held = PANELS.filter((name) =>
    isElder && panel === 'more' ? name === 'more' || !ELDER_PANELS.includes(name) : name === panel,
  );
  return held.flatMap((panel): FilterName[] => filtersWhere({ panel }));
}
