import type { FacetTree } from '../input/facet-tree.ts';
import { canonicalKey, goesBeyondFacets, facetPart } from '../input/filter.ts';
import type { Filter } from '../input/types.ts';
import { clearBit, hasBit, setBit, lanesFor } from '../kernels/bitset.ts';
import { directoryLengths, takeOut, type RankedBits } from '../kernels/ranked-bits.ts';
import type { Kernels } from '../kernels/types.ts';
import { KEPT_BITSETS, type Base, type BuiltBase } from '../rows/base.ts';
import { rowsOfId } from '../rows/ids.ts';
import { BufferLru } from './lru.ts';
import { matchFacets, type FacetParts } from './match-facets.ts';
import { matchPlaces } from './match-places.ts';

/** Matches that follow the rows that die: how many deaths they know of. */
interface KeptBits extends RankedBits {
  deaths: number;
}

/** The base with the matches of filters asked before. */
export class BaseReader {
  readonly base: Base;
  readonly kernels: Kernels;
  readonly #parts: FacetParts;
  readonly #byFacets: BufferLru<KeptBits>;
  readonly #beyondFacets: BufferLru<KeptBits>;
  readonly #text: Uint32Array;
  /** Rows in the order they died. */
  readonly #dead: number[] = [];

  constructor({ base, arena }: Pick<BuiltBase, 'base' | 'arena'>, trees: readonly FacetTree[]) {
    this.base = base;
    this.kernels = arena.kernels;
    const lanes = lanesFor(base.count);
    const lengths = directoryLengths(lanes);
    const makeBits = (): KeptBits => ({
      bits: arena.uint32(lanes),
      supers: arena.uint32(lengths.supers),
      blocks: arena.uint16(lengths.blocks),
      deaths: 0,
    });
    const days = new BufferLru(KEPT_BITSETS.days, () => arena.uint32(lanes));
    const scratch = [arena.uint32(lanes), arena.uint32(lanes)] as const;
    const { lastDay } = base;
    this.#text = scratch[1];
    this.#parts = {
      base,
      trees,
      kernels: arena.kernels,
      scratch,
      dayBits: (day) =>
        days.get(`${day}`, (bits) => {
          bits.fill(0);
          arena.kernels.atLeast(lastDay, day, bits);
        }),
    };
    this.#byFacets = new BufferLru(KEPT_BITSETS.facets, makeBits);
    this.#beyondFacets = new BufferLru(KEPT_BITSETS.beyondFacets, makeBits);
  }

  /** `found`: the rows that answer the q of the filter, null when it has none; `version`: of all rows and texts. */
  match(filter: Filter, found: Uint32Array | null, version: string): RankedBits {
    if (!goesBeyondFacets(filter)) return this.#matchFacets(filter);
    // What q finds depends on all rows: such filters are made anew after a change.
    return this.#beyondFacets.get(`${version}|${canonicalKey(filter)}`, (kept) => {
      const facetBits = this.#matchFacets(facetPart(filter));
      if (filter.near || filter.within || filter.at) {
        kept.bits.fill(0);
        matchPlaces(this.base, facetBits, filter, kept.bits);
      } else kept.bits.set(facetBits.bits);
      if (filter.q !== undefined) this.kernels.and(kept.bits, this.#textBits(found));
      this.kernels.rank(kept.bits, kept.supers, kept.blocks);
    });
  }

  /** Rows of an id that live. */
  livingRows(id: number): number[] {
    return Array.from(rowsOfId(this.base, id)).filter((row) => hasBit(this.base.alive, row));
  }

  /** Takes a living row out; the filters learn of it when next asked. */
  remove(row: number): void {
    clearBit(this.base.alive, row);
    this.#dead.push(row);
  }

  get deadCount(): number {
    return this.#dead.length;
  }

  #matchFacets(filter: Filter): RankedBits {
    const dead = this.#dead;
    const kept = this.#byFacets.get(canonicalKey(filter), (made) => {
      matchFacets(made.bits, filter, this.#parts);
      this.kernels.rank(made.bits, made.supers, made.blocks);
      made.deaths = dead.length;
    });
    while (kept.deaths < dead.length) takeOut(kept, dead[kept.deaths++]!);
    return kept;
  }

  #textBits(found: Uint32Array | null): Uint32Array {
    const { count } = this.base;
    this.#text.fill(0);
    if (found) for (let at = 0; at < found.length; at++) if (found[at]! < count) setBit(this.#text, found[at]!);
    return this.#text;
  }
}
