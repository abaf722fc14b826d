import type { Fact, FactWords } from '../../contract/facts.ts';
import { fill } from '../../contract/words/fill.ts';
import type { CreditPoint } from './schema.ts';

const texts = {
  'zh-CN': { children: '下设受理点', count: '{n} 个' },
  en: { children: 'Points below it', count: '{n}' },
};

export function listFacts({ childCount }: CreditPoint, say: FactWords): Fact[] {
  const own = texts[say.lang];
  return [{ name: own.children, text: childCount > 0 && fill(own.count, { n: say.number(childCount) }) }];
}
