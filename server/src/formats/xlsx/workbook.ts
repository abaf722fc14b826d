export type XlsxCell = string | number | null;

/** What may be chosen in the cells of a column. */
export interface XlsxChoice {
  /** From 0. */
  column: number;
  values: readonly string[];
  /** Otherwise another value is only warned of. */
  isStrict?: boolean;
}

export interface XlsxSheet {
  /** At most 31 characters, none of \ / ? * [ ] : */
  name: string;
  /** Bold, and in sight while one scrolls. */
  header?: readonly string[];
  rows: Iterable<readonly XlsxCell[]> | AsyncIterable<readonly XlsxCell[]>;
  /** Characters; what is not told is as wide as its header. */
  widths?: readonly number[];
  choices?: readonly XlsxChoice[];
  /** Shown when a cell of the column is chosen: at most 255 characters. */
  notes?: readonly { column: number; text: string }[];
  isHidden?: boolean;
}
