import { audienceFact, priceFact, type Fact, type FactWords } from '../../contract/facts.ts';
import { fillCase } from '../../contract/words/fill.ts';
import type { Resource } from './schema.ts';

const texts = {
  'zh-CN': { duration: '时长', minutes: '{n} 分钟', published: '发布' },
  en: { duration: 'Length', minutes: '1 minute | {n} minutes', published: 'Published' },
};

export function listFacts(resource: Resource, say: FactWords): Fact[] {
  const own = texts[say.lang];
  const { durationMinutes: n, price, audiences, topics, publishedOn } = resource;
  return [
    { name: own.duration, text: n !== null && fillCase(own.minutes, n, { n: say.number(n) }) },
    priceFact(price, say),
    audienceFact(audiences, say),
    { name: say.fact('topics'), topics },
    { name: own.published, text: publishedOn && say.day(publishedOn) },
  ];
}
