const FIRST_LENGTH = 1024;

/** One row as it was last read; 0 = none. */
interface Seen {
  kind: number;
  id: number;
  institution: number;
  place: number;
}

/** Of every row its kind, institution and place, in columns that only grow. */
export class Things {
  #count = 0;
  #kind = new Uint8Array(FIRST_LENGTH);
  #id = new Float64Array(FIRST_LENGTH);
  #institution = new Float64Array(FIRST_LENGTH);
  #place = new Float64Array(FIRST_LENGTH);
  /** First valid position of each id; what lies before it is outdated. */
  readonly #from = new Map<number, number>();

  add({ kind, id, institution, place }: Seen): void {
    if (this.#count === this.#kind.length) this.#grow();
    if (!this.#from.has(id)) this.#from.set(id, this.#count);
    this.#kind[this.#count] = kind;
    this.#id[this.#count] = id;
    this.#institution[this.#count] = institution;
    this.#place[this.#count++] = place;
  }

  forget(id: number): void {
    this.#from.delete(id);
  }

  kindOf(id: number): number | undefined {
    const at = this.#from.get(id);
    return at === undefined ? undefined : this.#kind[at];
  }

  /** Those with one of these institutions or places, some twice. */
  listSeenWith(institutions: ReadonlySet<number>, places: ReadonlySet<number>): { kind: number; id: number }[] {
    const seen: { kind: number; id: number }[] = [];
    if (institutions.size === 0 && places.size === 0) return seen;
    for (let at = 0; at < this.#count; at++) {
      if (!institutions.has(this.#institution[at]!) && !places.has(this.#place[at]!)) continue;
      const id = this.#id[at]!;
      if (at >= (this.#from.get(id) ?? Infinity)) seen.push({ kind: this.#kind[at]!, id });
    }
    return seen;
  }

  #grow(): void {
    const grown = <T extends Uint8Array | Float64Array>(column: T): T => {
      const larger = new (column.constructor as new (length: number) => T)(column.length * 2);
      larger.set(column);
      return larger;
    };
    this.#kind = grown(this.#kind);
    this.#id = grown(this.#id);
    this.#institution = grown(this.#institution);
    this.#place = grown(this.#place);
  }
}
