import type { Facet } from './facet.ts';
import { NoSpare } from './places.ts';
import type { Institution } from './reference.ts';

/** Names of the public institutions and their numbers in the tree. */
export class Institutions {
  readonly #facet: Facet;
  readonly #known = new Map<number, Institution>();
  readonly #values = new Map<number, readonly number[]>();
  /** Known once, not public now. */
  readonly #gone = new Set<number>();
  /** Those above somebody. */
  readonly #parents = new Set<number>();

  constructor(facet: Facet, institutions: readonly Institution[]) {
    this.#facet = facet;
    for (const institution of institutions) {
      this.#known.set(institution.id, institution);
      if (institution.parent !== null) this.#parents.add(institution.parent);
    }
  }

  get(id: number): Institution | undefined {
    return this.#gone.has(id) ? undefined : this.#known.get(id);
  }

  all(): Institution[] {
    return [...this.#known.values()].filter(({ id }) => !this.#gone.has(id));
  }

  /** Facet values of what belongs to an institution; one that came after the tree was built carries those above it. */
  valuesOf(id: number): readonly number[] {
    let values = this.#values.get(id);
    if (!values) {
      const index = this.#facet.find(String(id));
      this.#values.set(id, (values = index === undefined ? [] : [index]));
    }
    return values;
  }

  /** Whether the tree changes where others hang, so that it has to be built again. */
  reshapes(ids: readonly number[], found: readonly Institution[], children: readonly number[]): boolean {
    const byId = new Map(found.map((institution) => [institution.id, institution]));
    if (children.some((child) => this.#known.has(child) && !ids.includes(this.#known.get(child)!.parent ?? 0)))
      return true;
    return ids.some((id) => {
      const known = this.#known.get(id);
      const now = byId.get(id);
      if (!known) return false;
      return now ? now.parent !== known.parent : this.#parents.has(id);
    });
  }

  /** Takes names, newcomers and departures over. Throws `NoSpare` when no number is left. */
  update(ids: readonly number[], found: readonly Institution[]): void {
    const present = new Set(found.map(({ id }) => id));
    for (const id of ids) if (!present.has(id)) this.#gone.add(id);
    for (const institution of found) {
      this.#gone.delete(institution.id);
      this.#known.set(institution.id, institution);
      if (institution.parent !== null) this.#parents.add(institution.parent);
    }
    for (const { id } of found) this.#number(id);
  }

  #number(id: number): void {
    if (this.#facet.find(String(id)) !== undefined) return;
    const index = this.#facet.take(String(id));
    if (index === null) throw new NoSpare('institutions');
    const { parent } = this.#known.get(id)!;
    if (parent !== null && this.#known.has(parent)) this.#number(parent);
    this.#values.set(id, [index, ...(parent === null ? [] : this.valuesOf(parent))]);
  }
}
