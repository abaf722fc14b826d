import { readFileSync } from 'node:fs';
import { BrokenFile } from '@zlm/server/intake/broken-file';
import { parseCsv } from '@zlm/server/formats/csv';
import { Known, type KnownThing, type KnownThings } from '@zlm/server/intake/known';
import type { Locations } from '@zlm/server/intake/locate';
import type { Row } from '@zlm/server/intake/plans';
import { headerOf, readFile, type ReadFile } from '@zlm/server/intake/read-file';
import { resolve } from '@zlm/server/intake/resolve/index';
import { expect, test } from 'vitest';
import { findKind, SHEETS } from '../kinds/index.ts';
import { disturb } from '../testing/chaos.ts';
import { fixture } from '../testing/import-file.ts';
import { reference } from '../testing/reference.ts';

const SEEDS = process.env['SIZE'] === 'full' ? 10_000 : 1_000;
/** Of a machine that is busy, in ms. */
const LONG = SEEDS * 400;
const kind = findKind('activities');
const { rows: all } = parseCsv(new TextDecoder('gb18030').decode(readFileSync(fixture('messy-county.csv'))));
const [header, ...rows] = all
  .filter(({ cells }) => cells.filter((cell) => cell !== '').length > 5)
  .map(({ cells }) => cells);
const locations = { get: () => ({ boundary: null, nearest: '330521', open: null }) } as unknown as Locations;

const read = (bytes: Uint8Array) =>
  readFile({
    ...{ bytes, kind, sheets: SHEETS, format: 'csv', sheet: null, crs: 'GCJ02', lang: 'zh' },
    ...{ today: '2026-11-23', reference },
  });

function knownOf(institutions: readonly Row[], places: readonly Row[]): KnownThings {
  const toKnown = ({ sourceId, columns }: Row, id: number): KnownThing => {
    const division = (columns['division'] ?? null) as string | null;
    const county = division === null || division.endsWith('00') ? null : division.slice(0, 6);
    const isPlaced = Boolean(columns['geom'] ?? true);
    return { id, sourceSystem: 'a', sourceId, name: String(columns['name']), county, division, isPlaced };
  };
  const make = (list: readonly Row[]) => new Known(unique(list).map(toKnown), 'a');
  return {
    institutions: make(institutions),
    places: make(places),
    parents: null,
    placeOf: new Map(),
    seats: new Map(),
  };
}
const unique = (list: readonly Row[]) => [...new Map(list.map((row) => [row.sourceId, row])).values()];

const resolved = (file: ReadFile, known: KnownThings) =>
  resolve(file.drafts, { kind, sheets: SHEETS, reference, locations, known, headerOf: headerOf(file) });
const linesOf = (issues: readonly { line: number }[]) => new Set(issues.map(({ line }) => line));

test(
  `of ${SEEDS} disturbed tables each row is written or refused, and a second import makes nothing new`,
  async () => {
    const outcomes = { broken: 0, refused: 0, written: 0 };
    for (let seed = 0; seed < SEEDS; seed++) {
      const bytes = disturb(header!, rows, seed);
      const file = await read(bytes).catch((cause: unknown) => {
        if (cause instanceof BrokenFile) return null;
        throw new Error(`seed ${seed}`, { cause });
      });
      if (!file) outcomes.broken++;
      if (!file) continue;
      if (seed % 10 === 0) expect(await read(bytes), `seed ${seed}`).toEqual(file);
      const refused = linesOf(file.rejected);
      expect(file.drafts.length + refused.size, `seed ${seed}`).toBe(file.read);

      const first = resolved(file, knownOf([], []));
      const written = first.plans.flatMap(({ lines }) => lines);
      const lost = linesOf(first.rejected);
      expect([...written, ...lost].sort(), `seed ${seed}`).toEqual(file.drafts.map(({ line }) => line).sort());
      expect(first.plans.length + first.merged + lost.size, `seed ${seed}`).toBe(file.drafts.length);
      outcomes.refused += refused.size + lost.size;
      outcomes.written += written.length;

      const [institutions, places] = [
        first.plans.flatMap((plan) => plan.institutions),
        first.plans.flatMap((plan) => plan.places),
      ];
      const again = resolved(file, knownOf(institutions, places));
      const ids = (list: readonly { sourceId: string }[]) => new Set(list.map(({ sourceId }) => sourceId));
      expect(ids(again.plans), `seed ${seed}`).toEqual(ids(first.plans));
      for (const [now, then] of [
        [again.plans.flatMap((plan) => plan.institutions), institutions],
        [again.plans.flatMap((plan) => plan.places), places],
      ] as const) {
        expect(
          [...ids(now)].filter((id) => !ids(then).has(id)),
          `seed ${seed}`,
        ).toEqual([]);
      }
      expect(again.rejected, `seed ${seed}`).toEqual(first.rejected);
    }
    // The tables are neither all sound nor all lost.
    for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(SEEDS / 50);
  },
  LONG,
);
