import { plain } from './plain.ts';
import { simd } from './simd.ts';
import type { Kernels } from './types.ts';
import { createMemory, instantiate, type WasmMemory } from './web-assembly.ts';

const ALIGNMENT = 64;
const PAGE = 65_536;
// Below 4 GiB, so that the end of an array is still a pointer.
const MOST_PAGES = 65_535;
// The first page: the next free unit, the openings so far, then scratch memory for each opening.
const NEXT = 0;
const OPENINGS = 1;
const SCRATCH_WORDS = 32;

/** One block of memory for the arrays of a base; each array is zeroed and takes whole units of 64 bytes. */
export interface Arena {
  readonly kernels: Kernels;
  /** bytes reserved, the first page included */
  readonly bytes: number;
  uint32(length: number): Uint32Array;
  int32(length: number): Int32Array;
  uint16(length: number): Uint16Array;
  uint8(length: number): Uint8Array;
  float64(length: number): Float64Array;
  /** what structured clone may carry to another thread */
  readonly shared: ArenaShare;
}

export interface ArenaShare {
  readonly memory: WasmMemory | ArrayBufferLike;
}

/**
 * An arena for arrays of `bytes` in all; throws RangeError beyond 4 GiB, and its arrays when it is full.
 * Below `leastSimd` bytes it has the plain kernels.
 */
export function createArena(bytes: number, leastSimd = 0): Arena {
  const pages = 1 + Math.ceil(bytes / PAGE);
  if (!(bytes >= 0 && pages <= MOST_PAGES)) throw new RangeError(`an arena cannot have ${bytes} bytes`);
  const memory = (bytes >= leastSimd ? createMemory(pages) : null) ?? createBuffer(pages * PAGE);
  const head = new Int32Array(bufferOf(memory), 0, 2);
  head[NEXT] = PAGE / ALIGNMENT;
  return openArena({ memory });
}

/** The same memory in another thread; both may go on to make arrays. Open it once in a thread. */
export function openArena({ memory }: ArenaShare): Arena {
  const buffer = bufferOf(memory);
  const take = allocator(buffer);
  return {
    kernels: kernelsOf(memory),
    bytes: buffer.byteLength,
    uint32: (length) => new Uint32Array(buffer, take(length * 4), length),
    int32: (length) => new Int32Array(buffer, take(length * 4), length),
    uint16: (length) => new Uint16Array(buffer, take(length * 2), length),
    uint8: (length) => new Uint8Array(buffer, take(length), length),
    float64: (length) => new Float64Array(buffer, take(length * 8), length),
    shared: { memory },
  };
}

function createBuffer(bytes: number): ArrayBufferLike {
  return typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
}

function bufferOf(memory: WasmMemory | ArrayBufferLike): ArrayBufferLike {
  return 'buffer' in memory ? memory.buffer : memory;
}

function kernelsOf(memory: WasmMemory | ArrayBufferLike): Kernels {
  const wasm = 'buffer' in memory ? instantiate(memory) : null;
  if (!wasm) return plain;
  const buffer = bufferOf(memory);
  // Threads that count at the same time must not share scratch memory.
  const opening = 1 + Atomics.add(new Int32Array(buffer), OPENINGS, 1);
  const scratch = opening * SCRATCH_WORDS * 4;
  if (scratch >= PAGE) throw new RangeError(`an arena cannot be opened ${opening} times`);
  return simd(wasm, new Uint32Array(buffer, scratch, SCRATCH_WORDS));
}

/** Byte offsets of free memory, safe between threads. */
function allocator(buffer: ArrayBufferLike): (bytes: number) => number {
  const head = new Int32Array(buffer, 0, 2);
  const units = buffer.byteLength / ALIGNMENT;
  return (bytes) => {
    const size = Math.ceil(bytes / ALIGNMENT);
    for (;;) {
      const next = Atomics.load(head, NEXT);
      if (!(size >= 0 && next + size <= units)) throw new RangeError(`the arena has no room for ${bytes} bytes`);
      if (Atomics.compareExchange(head, NEXT, next, next + size) === next) return next * ALIGNMENT;
    }
  };
}
