import type { DemoRow, SeedKind } from '../kinds/kind.ts';
import type { Step } from '../progress.ts';
import type { Demo } from './demo.ts';
import type { KindIds } from './ids.ts';

/** A table and its rows, all with the same columns; `total` is 0 where rows are parts of things. */
export interface TableLoad {
  step: Step;
  table: string;
  rows: Iterable<DemoRow>;
  total: number;
}

/** The tables of the demo in an order in which every row finds what it refers to. */
export function* listLoads({ sets }: Demo, idsOf: (kind: SeedKind) => KindIds): Generator<TableLoad> {
  for (const { kind, set } of sets) {
    const { demo, table } = kind;
    const { refs, takeId } = idsOf(kind);
    for (const list of demo.lists ?? []) yield { step: table, table: list.table, rows: list.rows(), total: 0 };
    const parts = demo.parts.map((part) => ({ part, rows: [] as DemoRow[] }));
    // Things come once, so their parts are laid aside.
    yield { step: table, table, rows: withParts(), total: set.count };
    for (const { part, rows } of parts) yield { step: table, table: part.table, rows, total: 0 };

    function* withParts(): Generator<DemoRow> {
      for (const thing of set.things) {
        for (const { part, rows } of parts) rows.push(...part.rows(refs, thing, takeId));
        yield demo.row(refs, thing);
      }
    }
  }
}
