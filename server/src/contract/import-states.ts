/** Where an import stands; the database keeps the moves too. */
export const IMPORT_MOVES = {
  reading: ['checked', 'broken'],
  // Read anew with another mapping.
  checked: ['reading', 'accepting'],
  broken: ['reading'],
  accepting: ['done'],
  // Further rows may be accepted.
  done: ['accepting', 'undoing'],
  // Back where it was left off, when who asked may no more.
  undoing: ['undone', 'done'],
  undone: [],
} as const satisfies Record<string, readonly string[]>;
export type ImportState = keyof typeof IMPORT_MOVES;
export const IMPORT_STATES = Object.keys(IMPORT_MOVES) as [ImportState, ...ImportState[]];
/** A job is at it. */
export const BUSY_STATES: readonly ImportState[] = ['reading', 'accepting', 'undoing'];

/** What a row of a file would do. */
export const ROW_VERDICTS = ['new', 'changed', 'same', 'rejected'] as const;
export type RowVerdict = (typeof ROW_VERDICTS)[number];

/** What became of a row that was accepted. */
export const ROW_OUTCOMES = ['waiting', 'returned', 'public', 'gone', 'refused', 'undone', 'left'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

export const IMPORT_FORMATS = ['xlsx', 'csv', 'geojson'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];
