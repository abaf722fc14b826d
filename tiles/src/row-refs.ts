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

/** Changes row numbers in place to those after a compaction. */
export function moveRows(rows: Uint32Array, { ofBase, ofRecent }: RowMoves): void {
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    if (row === GONE) continue;
    if (row < RECENT) rows[at] = ofBase[row]!;
    else if (row - RECENT < ofRecent.length) rows[at] = ofRecent[row - RECENT]!;
    else rows[at] = row - ofRecent.length;
  }
}
