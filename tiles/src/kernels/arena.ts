import { plain } from './plain.ts';
import { simd } from './simd.ts';
import type { Kernels } from './types.ts';
import { createMemory, instantiate, type WasmMemory } from './web-assembly.ts';

const ALIGNMENT = 64;
const PAGE = 65_536;
// Taken beyond what is needed, as growing is slow.
const GROWTH = 1 << 20;
// Below 4 GiB, so that the end of an array is still a pointer.
const MOST_PAGES = 65_535;
// The first page: the next free unit, the openings so far, the units it may have, then scratch memory for each opening.
const NEXT = 0;
const OPENINGS = 1;
const MOST = 2;
const SCRATCH_LANES = 32;

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
 * An arena for arrays of `bytes` in all, and of `later` bytes that are taken only when they are used; throws RangeError
 * beyond 4 GiB, and its arrays when it is full. Below `leastSimd` bytes in all it has the plain kernels.
 */
export function createArena(bytes: number, { later = 0, leastSimd = 0 } = {}): Arena {
  const pages = 1 + Math.ceil(bytes / PAGE);
  const most = pages + Math.ceil(later / PAGE);
  if (!(bytes >= 0 && later >= 0 && most <= MOST_PAGES)) throw new RangeError(`an arena cannot have ${bytes} bytes`);
  const memory = (bytes + later >= leastSimd ? createMemory(pages, most) : null) ?? createBuffer(most * PAGE);
  const head = new Int32Array(bufferOf(memory), 0, 3);
  head[NEXT] = PAGE / ALIGNMENT;
  head[MOST] = (most * PAGE) / ALIGNMENT;
  return openArena({ memory });
}

/** The same memory in another thread; both may go on to make arrays. Open it once in a thread. */
export function openArena({ memory }: ArenaShare): Arena {
  const take = allocator(memory);
  // Only after `take` has the buffer grown.
  const place = (bytes: number): [ArrayBufferLike, number] => {
    const at = take(bytes);
    return [bufferOf(memory), at];
  };
  return {
    kernels: kernelsOf(memory),
    get bytes() {
      return bufferOf(memory).byteLength;
    },
    uint32: (length) => new Uint32Array(...place(length * 4), length),
    int32: (length) => new Int32Array(...place(length * 4), length),
    uint16: (length) => new Uint16Array(...place(length * 2), length),
    uint8: (length) => new Uint8Array(...place(length), length),
    float64: (length) => new Float64Array(...place(length * 8), length),
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
  const scratch = opening * SCRATCH_LANES * 4;
  if (scratch >= PAGE) throw new RangeError(`an arena cannot be opened ${opening} times`);
  return simd(wasm, new Uint32Array(buffer, scratch, SCRATCH_LANES));
}

/** Byte offsets of free memory, safe between threads. */
function allocator(memory: WasmMemory | ArrayBufferLike): (bytes: number) => number {
  const head = new Int32Array(bufferOf(memory), 0, 3);
  return (bytes) => {
    const size = Math.ceil(bytes / ALIGNMENT);
    for (;;) {
      const next = Atomics.load(head, NEXT);
      if (!(size >= 0 && next + size <= head[MOST]!)) throw new RangeError(`the arena has no room for ${bytes} bytes`);
      if (Atomics.compareExchange(head, NEXT, next, next + size) !== next) continue;
      growTo(memory, (next + size) * ALIGNMENT);
      return next * ALIGNMENT;
    }
  };
}

// Arrays made before stay where they are: shared memory grows in place.
function growTo(memory: WasmMemory | ArrayBufferLike, bytes: number): void {
  if (!('buffer' in memory)) return;
  const most = new Int32Array(memory.buffer, 0, 3)[MOST]! * ALIGNMENT;
  while (memory.buffer.byteLength < bytes) {
    const wanted = Math.min(most, bytes + GROWTH);
    memory.grow(Math.ceil((wanted - memory.buffer.byteLength) / PAGE));
  }
}
