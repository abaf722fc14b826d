import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testUrl } from '../testing/database.ts';
import { createCutter } from '../testing/wire.ts';
import { Pulse } from './pulse.ts';

const NOTICED_MS = 2_000;

// The embedded database has no connection that could fall silent.
describe.runIf(testUrl)('the pulse of a server', () => {
  let cutter: Awaited<ReturnType<typeof createCutter>>;
  let pulse: Pulse;
  const told: { isThere: boolean; at: number }[] = [];

  beforeAll(async () => {
    const url = new URL(testUrl!);
    cutter = await createCutter({ host: url.hostname, port: Number(url.port || 5432) });
    url.host = `127.0.0.1:${cutter.port}`;
    pulse = new Pulse(url.href, (isThere) => told.push({ isThere, at: performance.now() }));
  });
  afterAll(() => {
    pulse.close();
    cutter.close();
  });

  test('is not lost while this process is busy itself', async () => {
    await expect.poll(() => cutter.accepted()).toBe(1);
    cutter.pause(true);
    // Its next question is on its way and waits.
    await wait(500);
    const end = performance.now() + NOTICED_MS;
    while (performance.now() < end);
    cutter.pause(false);
    await wait(100);
    expect(told).toEqual([]);
  });

  test('is lost when the server falls silent, and back when it goes on', async () => {
    const paused = performance.now();
    cutter.pause(true);
    await expect.poll(() => pulse.isThere, { interval: 10 }).toBe(false);
    expect(told[0]!.at - paused).toBeLessThan(NOTICED_MS);
    const resumed = performance.now();
    cutter.pause(false);
    await expect.poll(() => pulse.isThere, { interval: 10 }).toBe(true);
    expect(told[1]!.at - resumed).toBeLessThan(NOTICED_MS);
    expect(told.map(({ isThere }) => isThere)).toEqual([false, true]);
  });

  test('outlives the loss of its connection', async () => {
    told.length = 0;
    const before = cutter.accepted();
    cutter.cut(true);
    cutter.cut(false);
    await expect.poll(() => cutter.accepted()).toBe(before + 1);
    await wait(100);
    expect([told, pulse.isThere]).toEqual([[], true]);
  });
});
