import { audienceFact, type Fact, type FactWords } from '../../contract/facts.ts';
import type { Institution } from './schema.ts';

const texts = {
  'zh-CN': {
    aliases: '又名',
    level: '层级',
    levels: {
      province: '省级',
      city: '市级',
      county: '县级',
      township: '乡镇（街道）',
      village: '村（社区）',
      none: null,
    },
    opened: '成立',
  },
  en: {
    aliases: 'Also called',
    level: 'Level',
    levels: {
      province: 'Province',
      city: 'City',
      county: 'County',
      township: 'Township',
      village: 'Village',
      none: null,
    },
    opened: 'Founded',
  },
};

export function listFacts(institution: Institution, say: FactWords): Fact[] {
  const own = texts[say.lang];
  const { aliases, level, division, topics, audiences, openedOn } = institution;
  return [
    { name: own.aliases, text: say.list(aliases) },
    { name: own.level, text: own.levels[level] },
    { name: say.fact('division'), division },
    { name: say.fact('topics'), topics },
    ...(audiences.length > 0 ? [audienceFact(audiences, say)] : []),
    { name: own.opened, text: openedOn && say.day(openedOn) },
  ];
}
