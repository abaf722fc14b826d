const before = trackWasm();
const { createWorld } = await import('../world.mjs');
const { WrongAnswer } = await import('../wrong.mjs');

/** Bytes a loaded row takes without any filter, and the first load of a fresh process. Needs --expose-gc. */
export function measure({ size, names }) {
  const empty = bytesTaken();
  const { index, loadMs } = load(size, names);
  const bytes = bytesTaken() - empty;
  if (index.count !== size) throw new WrongAnswer(`${index.count} rows of ${size} are there`);
  return { bytesPerPoint: bytes / size, loadMs };
}

/** On its own, so that the columns are garbage afterwards. */
function load(size, names) {
  const world = createWorld(size, names);
  const started = performance.now();
  const index = world.index();
  return { index, loadMs: performance.now() - started };
}

function bytesTaken() {
  for (let round = 0; round < 4; round++) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers + before.bytes();
}

/** Memory of WebAssembly is in no figure of node: each one made is remembered. */
function trackWasm() {
  const made = [];
  const Original = WebAssembly.Memory;
  WebAssembly.Memory = class extends Original {
    constructor(descriptor) {
      super(descriptor);
      made.push(new WeakRef(this));
    }
  };
  return { bytes: () => made.reduce((sum, ref) => sum + (ref.deref()?.buffer.byteLength ?? 0), 0) };
}
