import type { Range } from '@zlm/tiles';
import type { Facet } from './facet.ts';
import { NoSpare } from './places.ts';
import type { Organiser } from './feature.ts';

// Who lacks more than these reads all institutions as soon.
const MOST_REMEMBERED = 2_000;

/** Names of the public institutions and their numbers in the tree. */
export class Institutions {
  readonly #facet: Facet;
  readonly #known = new Map<number, Organiser>();
  readonly #values = new Map<number, readonly number[]>();
  /** Known once, not public now. */
  readonly #gone = new Set<number>();
  /** Those above somebody. */
  readonly #parents = new Set<number>();
  /** Those that came after the tree was built: their numbers lie outside the subtrees. */
  readonly #newcomers: Organiser[] = [];
  #byName: ReadonlyMap<string, readonly number[]> | null = null;
  /** Ids in the order in which they changed, those before the first kept counted. */
  #changed: number[] = [];
  #forgotten = 0;

  constructor(facet: Facet, institutions: readonly Organiser[]) {
    this.#facet = facet;
    for (const institution of institutions) this.#note(institution);
  }

  get(id: number): Organiser | undefined {
    return this.#gone.has(id) ? undefined : this.#known.get(id);
  }

  /** Who offers now what the institution offered: itself, or where it went, and where that went. */
  standingFor(id: number): Organiser | undefined {
    let at = this.get(id);
    const seen = new Set([id]);
    for (let heir = at?.heir ?? null; heir !== null && !seen.has(heir); heir = at?.heir ?? null) {
      const next = this.get(heir);
      if (!next) break;
      seen.add(heir);
      at = next;
    }
    return at;
  }

  /** Ids by name; another map once an institution changed. */
  get byName(): ReadonlyMap<string, readonly number[]> {
    if (this.#byName) return this.#byName;
    const byName = new Map<string, number[]>();
    for (const { id, name } of this.#known.values())
      if (!this.#gone.has(id)) byName.set(name, [...(byName.get(name) ?? []), id]);
    return (this.#byName = byName);
  }

  /** How many changes it has seen. */
  get version(): number {
    return this.#forgotten + this.#changed.length;
  }

  /** Which changed since; null where that is no longer known. */
  changedSince(version: number): Set<number> | null {
    return version < this.#forgotten ? null : new Set(this.#changed.slice(version - this.#forgotten));
  }

  valuesOf(id: number): readonly number[] {
    let values = this.#values.get(id);
    if (!values) {
      const index = this.#facet.find(String(id));
      if (index === undefined) return [];
      this.#values.set(id, (values = [index]));
    }
    return values;
  }

  /** An institution with all below it; empty when it is not known. */
  rangesOf(id: number): Range[] {
    const index = this.#facet.find(String(id));
    if (index === undefined) return [];
    const below = this.#newcomers.filter((newcomer) => newcomer.id !== id && this.#isBelow(newcomer, id));
    return [
      this.#facet.rangeOf(index),
      ...below.map(({ id: own }) => this.#facet.rangeOf(this.#facet.find(String(own))!)),
    ];
  }

  /** Whether the tree changes where others hang, so that it has to be built again. */
  reshapes(ids: readonly number[], found: readonly Organiser[], children: readonly number[]): boolean {
    const byId = new Map(found.map((institution) => [institution.id, institution]));
    const adopts = (child: number) => this.#known.has(child) && !ids.includes(this.#known.get(child)!.parent ?? 0);
    if (children.some(adopts)) return true;
    return ids.some((id) => {
      const known = this.#known.get(id);
      const now = byId.get(id);
      if (!known) return false;
      return now ? now.parent !== known.parent : this.#parents.has(id);
    });
  }

  /** Takes names, newcomers and departures over. Throws `NoSpare` when no number is left. */
  update(ids: readonly number[], found: readonly Organiser[]): void {
    this.#byName = null;
    this.#changed.push(...ids);
    if (this.#changed.length > 2 * MOST_REMEMBERED) {
      this.#forgotten += this.#changed.length - MOST_REMEMBERED;
      this.#changed = this.#changed.slice(-MOST_REMEMBERED);
    }
    const present = new Set(found.map(({ id }) => id));
    for (const id of ids) if (!present.has(id)) this.#gone.add(id);
    for (const institution of found) {
      this.#gone.delete(institution.id);
      this.#note(institution);
      if (this.#facet.find(String(institution.id)) !== undefined) continue;
      if (this.#facet.take(String(institution.id)) === null) throw new NoSpare('institution');
      this.#newcomers.push(institution);
    }
  }

  #note(institution: Organiser): void {
    this.#known.set(institution.id, institution);
    if (institution.parent !== null) this.#parents.add(institution.parent);
  }

  #isBelow({ parent }: Organiser, id: number): boolean {
    if (parent === null) return false;
    const index = this.#facet.find(String(id))!;
    const [from, to] = this.#facet.rangeOf(index);
    const at = this.#facet.find(String(parent));
    if (parent === id || (at !== undefined && at >= from && at < to)) return true;
    const above = this.#newcomers.find((newcomer) => newcomer.id === parent);
    return above !== undefined && this.#isBelow(above, id);
  }
}
