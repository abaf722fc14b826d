import type { FacetTree } from '../input/facet-tree.ts';
import { canonicalKey, isOneOff, lastingPart } from '../input/filter.ts';
import type { Filter } from '../input/types.ts';
import { clearBit, hasBit, setBit, wordsFor } from '../kernels/bitset.ts';
import { directoryLengths, takeOut, type Matches } from '../kernels/ranked-bits.ts';
import type { Kernels } from '../kernels/types.ts';
import { SLOTS, type Base, type BuiltBase } from '../rows/base.ts';
import { rowsOfId } from '../rows/ids.ts';
import { SlotLru } from './lru.ts';
import { matchLasting, type LastingParts } from './match-facets.ts';
import { matchPlaces } from './match-places.ts';

/** Matches that follow the rows that die: how many deaths they know of. */
interface Kept extends Matches {
  deaths: number;
}

/** The base with the filters it keeps. */
export class BaseReader {
  readonly base: Base;
  readonly kernels: Kernels;
  readonly #parts: LastingParts;
  readonly #lasting: SlotLru<Kept>;
  readonly #oneOff: SlotLru<Kept>;
  readonly #text: Uint32Array;
  /** Rows in the order they died. */
  readonly #dead: number[] = [];

  constructor({ base, arena }: Pick<BuiltBase, 'base' | 'arena'>, trees: readonly FacetTree[]) {
    this.base = base;
    this.kernels = arena.kernels;
    const words = wordsFor(base.count);
    const lengths = directoryLengths(words);
    const slot = (): Kept => ({
      bits: arena.uint32(words),
      supers: arena.uint32(lengths.supers),
      blocks: arena.uint16(lengths.blocks),
      deaths: 0,
    });
    const days = new SlotLru(SLOTS.days, () => arena.uint32(words));
    const scratch = [arena.uint32(words), arena.uint32(words)] as const;
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
    this.#lasting = new SlotLru(SLOTS.lasting, slot);
    this.#oneOff = new SlotLru(SLOTS.oneOff, slot);
  }

  /** `found`: the rows that answer the q of the filter, null when it has none; `version`: of all rows and texts. */
  match(filter: Filter, found: Uint32Array | null, version: string): Matches {
    if (!isOneOff(filter)) return this.#matchLasting(filter);
    // What q finds depends on all rows: such filters are made anew after a change.
    return this.#oneOff.get(`${version}|${canonicalKey(filter)}`, (kept) => {
      const lasting = this.#matchLasting(lastingPart(filter));
      if (filter.near || filter.within || filter.at) {
        kept.bits.fill(0);
        matchPlaces(this.base, lasting, filter, kept.bits);
      } else kept.bits.set(lasting.bits);
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

  #matchLasting(filter: Filter): Matches {
    const dead = this.#dead;
    const kept = this.#lasting.get(canonicalKey(filter), (slot) => {
      matchLasting(slot.bits, filter, this.#parts);
      this.kernels.rank(slot.bits, slot.supers, slot.blocks);
      slot.deaths = dead.length;
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
