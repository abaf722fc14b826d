import type { ClusterKernels } from './types.ts';
import { WASM } from './wasm.ts';

/** A shared WebAssembly.Memory: structured clone carries it to another thread. */
export interface WasmMemory {
  readonly buffer: SharedArrayBuffer;
  /** By pages of 64 KiB. */
  grow(pages: number): number;
}

/** What the engine needs of WebAssembly, which only the types of a browser declare. */
interface WasmGlobal {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
  Memory: new (size: { initial: number; maximum: number; shared: true }) => WasmMemory;
}

/** The exports of assembly/index.ts; pointers and lengths in bytes. */
export interface WasmExports extends ClusterKernels {
  and(target: number, other: number, length: number): void;
  or(target: number, other: number, length: number): void;
  rank(bits: number, supers: number, blocks: number, count: number): number;
  countPlanes(
    bits: number,
    records: number,
    record: number,
    from: number,
    to: number,
    count: number,
    counts: number,
  ): void;
  setRows(bits: number, gaps: number, from: number, to: number): void;
  atLeast(values: number, count: number, least: number, bits: number): void;
}

const globals = globalThis as { WebAssembly?: WasmGlobal; SharedArrayBuffer?: unknown };

let compiled: object | null | undefined;

/** Null where SIMD or shared memory is missing, or a page forbids to compile. */
function findModule(): object | null {
  const { WebAssembly: wasm, SharedArrayBuffer: shared } = globals;
  if (!wasm || !shared) return null;
  if (compiled === undefined) compiled = compile(wasm);
  return compiled;
}

function compile(wasm: WasmGlobal): object | null {
  const bytes = Uint8Array.from(atob(WASM), (char) => char.charCodeAt(0));
  try {
    return wasm.validate(bytes) ? new wasm.Module(bytes) : null;
  } catch {
    return null;
  }
}

/** Zeroed memory of 64 KiB pages that may grow, or null where the kernels cannot run. */
export function createMemory(pages: number, most: number): WasmMemory | null {
  return findModule() && new globals.WebAssembly!.Memory({ initial: pages, maximum: most, shared: true });
}

/** The kernels over this memory, or null where they cannot run. */
export function instantiate(memory: WasmMemory): WasmExports | null {
  const module = findModule();
  return module && (new globals.WebAssembly!.Instance(module, { env: { memory } }).exports as WasmExports);
}
