import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseDay } from './demo/calendar.ts';
import type { DemoOptions } from './demo/base.ts';
import { exportDemo, writeExport } from './export.ts';
import { createDemo } from './load/demo.ts';

const options = { scale: 0.02, asOf: parseDay('2026-11-23') };
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function hashExport(given: DemoOptions): Promise<Record<string, string>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zlm-export-'));
  folders.push(folder);
  await writeExport(folder, given);
  const files = (await readdir(folder)).sort();
  const hashes = files.map(async (file) => {
    const bytes = await readFile(path.join(folder, file));
    return [file, createHash('sha256').update(bytes).digest('hex')];
  });
  return Object.fromEntries(await Promise.all(hashes)) as Record<string, string>;
}

test('the same seed and date give the same bytes', async () => {
  const first = await hashExport(options);
  expect(Object.keys(first)).toEqual([
    'activities.ndjson',
    'courses.ndjson',
    'credit-points.ndjson',
    'institutions.ndjson',
    'places.ndjson',
    'professions.ndjson',
    'resources.ndjson',
  ]);
  expect(await hashExport(options)).toEqual(first);
  const otherDate = await hashExport({ ...options, asOf: options.asOf + 1 });
  const otherSeed = await hashExport({ ...options, seed: 'another' });
  for (const file of ['activities.ndjson', 'places.ndjson']) {
    expect(otherDate[file]).not.toBe(first[file]);
    expect(otherSeed[file]).not.toBe(first[file]);
  }
});

test('lines are sorted by source id', () => {
  for (const [kind, lines] of exportDemo(createDemo(options))) {
    const ids = lines.map((line) => (JSON.parse(line) as Record<string, string>)['source_id'] ?? '');
    expect(ids, kind).toEqual([...ids].sort());
  }
});

type Line = Record<string, unknown>;
const linesOf = (given: DemoOptions, kind: string) => {
  const lines = exportDemo(createDemo(given))
    .get(kind)!
    .map((line) => JSON.parse(line) as Line);
  return new Map(lines.map((line) => [line['source_id'] as string, line]));
};
// What a neighbour may change: who is above, and in which room of the town something takes place.
const withoutNeighbours = ({ parents, place_id, capacity, seats_left, sessions, ...own }: Line) => {
  void [parents, place_id, capacity, seats_left, sessions];
  return own;
};

test.each(['institutions', 'places', 'activities', 'resources'])('one more institution moves no other: %s', (kind) => {
  const before = linesOf(options, kind);
  const after = linesOf({ ...options, counts: { institutions: 101 } }, kind);
  const stayed = [...before].filter(([id]) => after.has(id));
  expect(stayed.length / before.size).toBeGreaterThan(0.98);
  for (const [id, line] of stayed) expect(withoutNeighbours(after.get(id)!)).toEqual(withoutNeighbours(line));
  const samePlace = stayed.filter(([id, line]) => after.get(id)!['place_id'] === line['place_id']);
  expect(samePlace.length / stayed.length).toBeGreaterThan(0.98);
});
