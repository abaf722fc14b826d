import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toPreorder } from './tree.ts';

test('subtrees are ranges, whatever hangs where', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -2, max: 30 }), { maxLength: 30 }), (parents) => {
      const nodes = parents.map((parent, key) => ({ key, parent: parent < 0 ? null : parent }));
      const { keys, ends } = toPreorder(nodes);
      expect([...keys].sort((a, b) => a - b)).toEqual(nodes.map(({ key }) => key));
      const at = new Map(keys.map((key, index) => [key, index]));
      for (const { key, parent } of nodes) {
        const above = climb(nodes, parent);
        // A ring is cut somewhere, so only paths that reach a root are sure.
        if (!above.sound) continue;
        for (const ancestor of above.path) {
          const from = at.get(ancestor)!;
          expect(at.get(key)).toBeGreaterThan(from);
          expect(at.get(key)).toBeLessThan(ends[from]!);
        }
      }
      ends.forEach((end, index) => expect(end).toBeGreaterThan(index));
    }),
  );
});

function climb(
  nodes: { key: number; parent: number | null }[],
  from: number | null,
): { path: number[]; sound: boolean } {
  const path: number[] = [];
  for (let at = from; at !== null && nodes[at]; at = nodes[at]?.parent ?? null) {
    if (path.includes(at)) return { path, sound: false };
    path.push(at);
  }
  return { path, sound: true };
}
