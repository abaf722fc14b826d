import { createBase, type DemoBase, type DemoOptions } from '../demo/base.ts';
import { LOADED } from '../kinds/index.ts';
import type { DemoSet, SeedKind } from '../kinds/kind.ts';

/** Everything the demo holds, kind by kind in loading order; things may come one at a time, and once. */
export interface Demo {
  base: DemoBase;
  sets: { kind: SeedKind; set: DemoSet }[];
}

export function createDemo(options: DemoOptions): Demo {
  const base = createBase(options);
  return { base, sets: LOADED.map((kind) => ({ kind, set: kind.demo.create(base) })) };
}
