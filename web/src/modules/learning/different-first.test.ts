import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differentFirst } from './different-first.ts';

test('nothing is lost, and no title comes a second time before all came once', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('书法', '国画', '太极', '剪纸'), { maxLength: 20 }), (titles) => {
      const things = titles.map((title, id) => ({ id, title }));
      const spread = differentFirst(things);
      expect([...spread].sort((a, b) => a.id - b.id)).toEqual(things);
      const different = new Set(titles).size;
      expect(new Set(spread.slice(0, different).map(({ title }) => title)).size).toBe(different);
      const firsts = things.filter(({ title }, at) => titles.indexOf(title) === at);
      expect(spread.slice(0, different)).toEqual(firsts);
    }),
  );
});
