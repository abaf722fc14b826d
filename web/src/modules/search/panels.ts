import { filtersWhere, type FilterName, type PanelName } from '@zlm/server/contract/filter-table';

/** The groups of conditions in their order. */
export const PANELS: readonly PanelName[] = ['kind', 'when', 'audience', 'near', 'topic', 'more'];

export function filtersOf(panel: PanelName): readonly FilterName[] {
  return filtersWhere({ panel });
}
