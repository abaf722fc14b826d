/** Lists per row, written row by row; grows by doubling. */
export class ListWriter {
  #values;
  #length = 0;
  #row = 0;

  constructor(Column, rows, perRow = 1) {
    this.starts = new Uint32Array(rows + 1);
    this.#values = new Column(rows * perRow);
  }

  add(value) {
    if (this.#length === this.#values.length) {
      const larger = new this.#values.constructor(this.#length * 2 + 16);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  endRow() {
    this.starts[++this.#row] = this.#length;
  }

  /** A row of these values. */
  addRow(values) {
    for (const value of values) this.add(value);
    this.endRow();
  }

  finish() {
    return { starts: this.starts, values: this.#values.slice(0, this.#length) };
  }
}

/** Values of a row. */
export const valuesOf = ({ starts, values }, row) => values.subarray(starts[row], starts[row + 1]);
