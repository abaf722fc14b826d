import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silent } from '../logger.ts';
import { isRunning, nameSelf, parseName } from './process-name.ts';
import { takeOver } from './takeover.ts';

const QUICK = { logger: silent, strangerMs: 60, longestMs: 200 };

let dataDir: string;
let file: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'zlm-takeover-'));
  file = path.join(dataDir, 'takeover');
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function isTaken(): Promise<boolean> {
  await (
    await takeOver(dataDir, QUICK)
  )();
  return (await readdir(dataDir)).length === 0;
}

const self = nameSelf();
test.each([
  ['nothing', ''],
  ['the number of a running process of another kind', String(process.ppid)],
  ['the first process of a container, which always runs', '1'],
  ['its own number, from an earlier life in a container', JSON.stringify({ ...self, start: 'another boot/12' })],
  ['a number that another process was given since', JSON.stringify({ ...self, pid: process.ppid, start: 'x/1' })],
  ['a process that ended', JSON.stringify({ ...self, pid: 4_194_305 })],
  ['a process of another machine', JSON.stringify({ ...self, host: `not-${hostname()}` })],
  ['half of what was meant', JSON.stringify(self).slice(0, 20)],
  ['null', 'null'],
  ['a number below one', '{"pid":0,"host":"x"}'],
])('a takeover file that holds %s keeps nobody out', async (_, text) => {
  await writeFile(file, text);
  expect(await isTaken()).toBe(true);
});

test('whatever lies there keeps nobody out', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), async (bytes) => {
      await writeFile(file, bytes);
      expect(await isTaken()).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test('a file that cannot be read, and a folder in its place, keep nobody out', async () => {
  await writeFile(file, JSON.stringify(self), { mode: 0o000 });
  // To root it is a running process: only others cannot read it.
  if (process.getuid?.() !== 0) expect(await isTaken()).toBe(true);
  await rm(file, { force: true });
  await mkdir(file);
  expect(await isTaken()).toBe(true);
});

test('a running process is waited for, named, and not for ever', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
  const told: object[] = [];
  try {
    const stat = () => readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => null);
    const ticks = (await stat())?.replace(/^.*\) /s, '').split(' ')[19];
    const name = { ...self, pid: child.pid!, start: ticks ? `${self.start!.split('/')[0]}/${ticks}` : null };
    await writeFile(file, JSON.stringify(name));
    const logger = { ...silent, warn: (fields: object) => void told.push(fields) };
    // Where the system tells no start it is a stranger.
    if (isRunning(name)) {
      await expect(takeOver(dataDir, { ...QUICK, logger })).rejects.toThrow(`process ${child.pid} on ${hostname()}`);
      expect(told).toEqual([{ by: `process ${child.pid} on ${hostname()}`, file }]);
    }
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  expect(await isTaken()).toBe(true);
});

test('many at once go in one by one', async () => {
  await writeFile(file, '');
  let inside = 0;
  const enter = async () => {
    const letGo = await takeOver(dataDir, { ...QUICK, longestMs: 10_000 });
    expect(++inside).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    inside--;
    await letGo();
  };
  await Promise.all(Array.from({ length: 12 }, enter));
  expect(await readdir(dataDir)).toEqual([]);
});

test('a process knows itself again, and only what names a process is a name', () => {
  expect(isRunning(self)).not.toBe(false);
  expect(parseName(JSON.stringify(self))).toEqual(self);
  fc.assert(fc.property(fc.string(), (text) => parseName(text) === null));
});
