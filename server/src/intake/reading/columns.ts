/** One column of a table to import; the order of a list is that of its template. */
export interface Column {
  key: string;
  zh: string;
  en: string;
  /** Other headers that are understood. */
  also?: string[];
  /** Headers that are taken where no other one names the column. */
  otherwise?: string[];
  /** Of numbers: what its header counts in holds for cells that are bare ones. */
  isCounted?: true;
  required?: boolean;
  /** Of the two rows in the template; the second may be empty. */
  examples: [string, string];
}
