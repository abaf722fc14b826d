/** A column of a table; `name` is also the slot of its cells. */
export interface Column {
  name: string;
  title: string;
  /** The server sorts by it. */
  isSortable?: boolean;
  /** Figures stand at the end of their cell. */
  isNumber?: boolean;
}
export interface Sorting {
  by: string;
  isDescending: boolean;
}
/** What a tap on the head of a column asks for: the other way round where it is sorted by already. */
export function nextSorting(now: Sorting | null, by: string): Sorting {
  return { by, isDescending: now?.by === by && !now.isDescending };
}
export function ariaSort(now: Sorting | null, by: string): 'ascending' | 'descending' | 'none' {
  if (now?.by !== by) return 'none';
  return now.isDescending ? 'descending' : 'ascending';
}
