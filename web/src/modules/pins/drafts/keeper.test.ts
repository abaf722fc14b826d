import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ApiProblem } from '../../../api/problem.ts';
import { createKeeper, isSame, type Kept, type Keeper, type Known } from './keeper.ts';

/** A server that counts savings, does what a key names once, and an unsure line to it. */
function createServer() {
  let known: Known = { body: {}, institution: 1, saved: 1, isEditable: true };
  const done = new Map<string, Known>();
  let line: 'up' | 'down' | 'deaf' | 'expired' = 'up';
  let savings = 0;
  const fail = (status: number) => new ApiProblem({ status, title: '' });
  return {
    setLine: (next: typeof line) => (line = next),
    known: () => known,
    savings: () => savings,
    /** By another device. */
    saveElsewhere: (text: string) => (known = { ...known, body: { title: text }, saved: known.saved + 1 }),
    read: () => {
      if (line === 'up') return Promise.resolve(known);
      return Promise.reject(fail(line === 'expired' ? 401 : 0));
    },
    save: async (_: string, { saved, body, institution }: Omit<Known, 'isEditable'>, key: string) => {
      await Promise.resolve();
      if (line === 'down') throw fail(0);
      if (line === 'expired') throw fail(401);
      const before = done.get(key);
      if (!before && saved !== known.saved) throw fail(409);
      if (!before) {
        known = { body, institution, saved: saved + 1, isEditable: true };
        done.set(key, known);
        savings++;
      }
      if (line === 'deaf') throw fail(0);
      return done.get(key)!;
    },
  };
}
function createDevice(server: ReturnType<typeof createServer>) {
  let row: Kept<Known> = {
    ...{ revision: 'r', account: 'a', tab: 't', known: server.known(), isDirty: false, sending: null, at: 0 },
    ...{ body: {}, institution: 1 },
  };
  let [keys, page] = [0, 0];
  /** After a reload what the page before still wanted to do is not done. */
  function open(): Keeper<Known> {
    const own = ++page;
    return createKeeper(row, {
      ...{ read: server.read, newKey: () => `key ${keys++}`, now: () => 0, tell: () => undefined },
      save: (...sent) => (own === page ? server.save(...sent) : new Promise(() => undefined)),
      put: (next) => {
        if (own === page) row = structuredClone(next);
        return Promise.resolve();
      },
    });
  }
  return { open, row: () => row };
}

type Step = { type: string; text: string } | 'flush' | 'flush alone' | 'reload' | 'up' | 'down' | 'deaf' | 'expired';
const steps = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('type'), text: fc.string({ maxLength: 4 }) }),
    fc.constantFrom<Step>('flush', 'flush alone', 'reload', 'up', 'down', 'deaf', 'expired'),
  ),
  { maxLength: 30 },
);

test('whatever was lost between, the server ends with what was typed last, saved no more often than typed', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const server = createServer();
      const device = createDevice(server);
      let keeper = device.open();
      const typed: string[] = [];
      for (const step of list) {
        if (typeof step === 'object') {
          typed.push(step.text);
          void keeper.edit({ body: { title: step.text }, institution: 1 });
        } else if (step === 'flush') await keeper.flush();
        else if (step === 'flush alone') void keeper.flush();
        else if (step === 'reload') {
          await keeper.written();
          const left = keeper.kept();
          keeper = device.open();
          expect(keeper.kept().body).toEqual(left.body);
        } else server.setLine(step);
      }
      server.setLine('up');
      await keeper.flush();
      await keeper.flush();
      await keeper.written();
      expect(keeper.state()).toBe('kept');
      expect(server.known().body).toEqual(typed.length > 0 ? { title: typed.at(-1) } : {});
      expect(server.savings()).toBeLessThanOrEqual(typed.length);
      expect(device.row().isDirty).toBe(false);
    }),
  );
});

test('what was saved elsewhere meanwhile is never written over unasked, and either of the two can be chosen', async () => {
  for (const whose of ['mine', 'theirs'] as const) {
    const server = createServer();
    const keeper = createDevice(server).open();
    void keeper.edit({ body: { title: 'mine' }, institution: 1 });
    server.saveElsewhere('theirs');
    await keeper.flush();
    expect(keeper.state()).toBe('conflict');
    expect(keeper.theirs()!.body).toEqual({ title: 'theirs' });
    expect(keeper.kept().body).toEqual({ title: 'mine' });
    expect(server.known().body).toEqual({ title: 'theirs' });
    await keeper.choose(whose);
    expect(keeper.state()).toBe('kept');
    expect(server.known().body).toEqual({ title: whose });
    expect(keeper.kept().body).toEqual({ title: whose });
  }
});

test('the same text from another tab is no conflict', async () => {
  const server = createServer();
  const keeper = createDevice(server).open();
  void keeper.edit({ body: { title: 'same' }, institution: 1 });
  server.saveElsewhere('same');
  await keeper.flush();
  expect(keeper.state()).toBe('kept');
});

test('bodies are alike whatever the order of their fields, and what is left out is not there', () => {
  const left = { institution: 1, body: { a: 1, b: [{ x: 1, y: undefined }] } };
  expect(isSame(left, { institution: 1, body: { b: [{ x: 1 }], a: 1 } })).toBe(true);
  expect(isSame(left, { institution: 2, body: left.body })).toBe(false);
});
