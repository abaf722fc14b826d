/** A row by number: of the base, or from here on of the recent rows. */
export const RECENT = 2 ** 31;
/** A row that is gone. */
export const GONE = 2 ** 32 - 1;

/** Where rows went in a compaction. */
export interface RowMoves {
  /** New row of each old row of the base, `GONE` for none. */
  ofBase: Uint32Array;
  /** New row of each recent row that was compacted, `GONE` for none; later ones stay recent. */
  ofRecent: Uint32Array;
}

/** Writes row numbers as they are after a compaction; `to` may be `rows` itself. */
export function moveRows(
  rows: Uint32Array,
  { ofBase, ofRecent }: RowMoves,
  to: Uint32Array,
  from = 0,
  end = rows.length,
): void {
  for (let at = from; at < end; at++) {
    const row = rows[at]!;
    if (row === GONE) to[at] = GONE;
    else if (row < RECENT) to[at] = ofBase[row]!;
    else if (row - RECENT < ofRecent.length) to[at] = ofRecent[row - RECENT]!;
    else to[at] = row - ofRecent.length;
  }
}
