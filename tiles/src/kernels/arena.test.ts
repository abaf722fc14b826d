import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createArena, openArena, type Arena, type ArenaShare } from './arena.ts';
import { plain } from './plain.ts';
import type { Planes } from './types.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules(); // an arena imported without WebAssembly is no other file's
});

const PLANES = 20;

/** Bits and planes of 64 lanes whose counts are 1, 2, 3 and so on times `step`. */
function counted(arena: Arena, step: number) {
  const bits = arena.uint32(64).fill(-1);
  const planes = { records: arena.uint32(64 * PLANES + 48), recordLanes: 16 * PLANES };
  for (let plane = 0; plane < PLANES; plane++) {
    for (let lane = 0; lane < (plane + 1) * step; lane++) {
      planes.records[(lane >>> 4) * planes.recordLanes + plane * 16 + (lane & 15)] = 1;
    }
  }
  return { bits, planes, expected: Array.from({ length: PLANES }, (_, plane) => (plane + 1) * step) };
}

function count(arena: Arena, { bits, planes }: { bits: Uint32Array; planes: Planes }): number[] {
  const counts = new Uint32Array(PLANES);
  arena.kernels.countPlanes(bits, planes, 0, 0, 2048, counts);
  return [...counts];
}

/** Runs in another thread; the arena there is the built one. */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
import(workerData.arena).then(({ openArena }) => {
  const { shared, bits, planes, rounds } = workerData;
  const arena = openArena(shared);
  const made = arena.uint32(16).fill(5);
  const wrong = [];
  const counts = new Uint32Array(${PLANES});
  parentPort.postMessage('ready');
  for (let round = 0; round < rounds; round++) {
    arena.kernels.countPlanes(bits, planes, 0, 0, 2048, counts);
    counts.forEach((n, plane) => n !== 3 * (plane + 1) && wrong.push(n));
  }
  bits[0] = 42;
  parentPort.postMessage({ shared: arena.shared, made, wrong });
});
`;

function startThread(data: object): Worker {
  const arena = new URL('../../dist/kernels/arena.js', import.meta.url).href;
  return new Worker(THREAD, { eval: true, workerData: { arena, ...data } });
}

/** The message after `ready`; both may come at once. */
function answerOf(worker: Worker): Promise<unknown> {
  return new Promise((resolve) => {
    worker.on('message', (message: unknown) => {
      if (message !== 'ready') resolve(message);
    });
  });
}

test('arrays are zeroed, aligned and apart', () => {
  const arena = createArena(100_000);
  const lengths = [0, 1, 15, 16, 17, 100];
  const arrays = (['uint32', 'int32', 'uint16', 'uint8', 'float64'] as const).flatMap((kind) =>
    lengths.map((length) => arena[kind](length)),
  );
  arrays.forEach((array, i) => {
    expect(array.byteOffset % 64).toBe(0);
    expect(array.length).toBe(lengths[i % lengths.length]);
    expect(array.every((value) => value === 0)).toBe(true);
    array.fill(i + 1);
  });
  arrays.forEach((array, i) => expect(array.every((value) => value === i + 1)).toBe(true));
  expect(arena.bytes).toBe(arena.uint8(0).buffer.byteLength);
});

test('the first arrays have all the bytes that were asked for', () => {
  const arena = createArena(3 * 65_536);
  arena.uint8(2 * 65_536);
  expect(arena.float64(8192).length).toBe(8192);
  expect(() => arena.uint8(1)).toThrow(new RangeError('the arena has no room for 1 bytes'));
});

test('a full arena says so and still takes what fits', () => {
  const arena = createArena(1000);
  arena.uint8(65_536 - 128);
  expect(() => arena.uint32(33)).toThrow(RangeError);
  expect(arena.uint32(32).length).toBe(32);
  expect(() => arena.uint16(1)).toThrow(RangeError);
  expect(arena.uint16(0).length).toBe(0);
  expect(() => arena.uint8(-1)).toThrow(RangeError);
});

test('what is for later is taken when it is used, and nothing moves', () => {
  const arena = createArena(1000, { later: 40 * 65_536 });
  expect(arena.bytes).toBe(2 * 65_536);
  const first = arena.uint32(16).fill(7);
  const second = arena.uint32(3 * 16_384).fill(8);
  expect(arena.bytes).toBeLessThan(24 * 65_536);
  const bits = arena.uint32(16).fill(3);
  arena.kernels.and(first, bits);
  arena.kernels.and(second.subarray(second.length - 16), bits);
  expect([first[15], second[0], second.at(-1)]).toEqual([3, 8, 0]);
  arena.uint8(36 * 65_536);
  expect(arena.bytes).toBe(42 * 65_536);
  expect(() => arena.uint8(2 * 65_536)).toThrow(RangeError);
});

test.each([NaN, -1, 2 ** 32, Infinity])('an arena of %d bytes is refused', (bytes) => {
  expect(() => createArena(bytes)).toThrow(new RangeError(`an arena cannot have ${bytes} bytes`));
});

test('an arena that is opened without end is refused', () => {
  const { shared } = createArena(0);
  for (let opening = 2; opening < 512; opening++) openArena(shared);
  expect(() => openArena(shared)).toThrow(new RangeError('an arena cannot be opened 512 times'));
});

describe('another thread', () => {
  test('shares the memory and makes arrays of its own', async () => {
    const arena = createArena(100_000);
    const { bits, planes } = counted(arena, 3);
    const worker = startThread({ shared: arena.shared, bits, planes, rounds: 1 });
    const answer = (await answerOf(worker)) as { shared: ArenaShare; made: Uint32Array; wrong: number[] };
    await worker.terminate();

    expect(answer.wrong).toEqual([]);
    expect(bits[0]).toBe(42);
    expect(answer.made.every((value) => value === 5)).toBe(true);

    const back = openArena(answer.shared);
    const here = arena.uint32(16).fill(6);
    back.uint32(16).fill(7);
    expect([answer.made[15], here[15]]).toEqual([5, 6]);

    const mine = counted(back, 2);
    expect(back.kernels).not.toBe(plain);
    expect(count(back, mine)).toEqual(mine.expected);
    expect(count(arena, mine)).toEqual(mine.expected);
  });

  test('counts at the same time', async () => {
    const arena = createArena(100_000);
    const theirs = counted(arena, 3);
    const mine = counted(arena, 2);
    const worker = startThread({ shared: arena.shared, rounds: 200_000, bits: theirs.bits, planes: theirs.planes });
    const end = answerOf(worker) as Promise<{ wrong: number[] }>;
    await once(worker, 'message');
    const counts = new Uint32Array(PLANES);
    for (let round = 0; round < 200_000; round++) {
      arena.kernels.countPlanes(mine.bits, mine.planes, 0, 0, 2048, counts);
      if (counts.some((n, plane) => n !== mine.expected[plane])) break;
    }
    const { wrong } = await end;
    await worker.terminate();
    expect([...counts]).toEqual(mine.expected);
    expect(wrong).toEqual([]);
  });
});

describe.each(['WebAssembly', 'SharedArrayBuffer'])('without %s', (missing) => {
  test('the kernels are plain and a clone goes on', () => {
    vi.stubGlobal(missing, undefined);
    const arena = createArena(10_000);
    expect(arena.kernels).toBe(plain);
    const mine = counted(arena, 3);
    expect(mine.bits.byteOffset % 64).toBe(0);
    expect(count(arena, mine)).toEqual(mine.expected);

    const opened = openArena(structuredClone(arena.shared));
    expect(opened.kernels).toBe(plain);
    const seen = new Uint32Array(opened.uint8(0).buffer, mine.bits.byteOffset, 64);
    opened.uint32(64).fill(9);
    expect([...seen]).toEqual([...mine.bits]);
  });
});

test('without SIMD the kernels are plain', async () => {
  vi.resetModules();
  vi.stubGlobal('WebAssembly', { ...WebAssembly, validate: () => false });
  const fresh = await import('./arena.ts');
  expect(fresh.createArena(0).kernels).toBe((await import('./plain.ts')).plain);
});

test('a page that forbids to compile gets the plain kernels', async () => {
  vi.resetModules();
  const refuse = function () {
    throw new WebAssembly.CompileError('refused by the content security policy');
  };
  vi.stubGlobal('WebAssembly', { validate: () => true, Module: refuse });
  const fresh = await import('./arena.ts');
  expect(fresh.createArena(0).kernels).toBe((await import('./plain.ts')).plain);
});
