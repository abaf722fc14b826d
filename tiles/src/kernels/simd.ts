import type { Kernels } from './types.ts';
import type { WasmExports } from './web-assembly.ts';

const LEAST = -0x80000000;
const MOST = 0x7fffffff;

/** The kernels in SIMD; `scratch`, whole vectors of the same memory, is for this thread alone. */
export function simd(wasm: WasmExports, scratch: Uint32Array): Kernels {
  return {
    clusters: wasm,
    setRows: (bits, gaps, from, to) => wasm.setRows(bits.byteOffset, gaps.byteOffset, from, to),
    and: (target, other) => wasm.and(target.byteOffset, other.byteOffset, target.byteLength),
    or: (target, other) => wasm.or(target.byteOffset, other.byteOffset, target.byteLength),
    rank: (bits, supers, blocks) =>
      wasm.rank(bits.byteOffset, supers.byteOffset, blocks.byteOffset, bits.byteLength / 64),

    countPlanes(bits, { records, recordLanes }, firstPlane, from, to, counts) {
      const start = Math.max(from, 0);
      const end = Math.min(to, bits.length * 32);
      if (start >= end) {
        counts.fill(0);
        return;
      }
      for (let first = 0; first < counts.length; first += scratch.length) {
        const count = Math.min(counts.length - first, scratch.length);
        const at = records.byteOffset + (firstPlane + first) * 64;
        wasm.countPlanes(bits.byteOffset, at, recordLanes * 4, start, end, count, scratch.byteOffset);
        for (let i = 0; i < count; i++) counts[first + i] = scratch[i]!;
      }
    },

    atLeast(values, least, bits) {
      const bound = Math.max(Math.ceil(least), LEAST);
      if (bound <= MOST) wasm.atLeast(values.byteOffset, values.length, bound, bits.byteOffset);
    },
  };
}
