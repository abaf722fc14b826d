import { audienceFact, earnedFacts, priceFact, type Fact, type FactWords } from '../../contract/facts.ts';
import type { Course } from './schema.ts';

const texts = {
  'zh-CN': { profession: '所属专业', edition: '版本' },
  en: { profession: 'Profession', edition: 'Edition' },
};

export function listFacts(course: Course, say: FactWords): Fact[] {
  const own = texts[say.lang];
  const { profession, price, audiences, topics, edition } = course;
  const name = profession && (say.lang === 'en' ? profession.nameEn : profession.name);
  return [
    { name: own.profession, text: profession && `${name} · ${say.label('degree', profession.degree)}` },
    ...earnedFacts(course, say),
    priceFact(price, say),
    audienceFact(audiences, say),
    { name: say.fact('topics'), topics },
    { name: own.edition, text: edition },
  ];
}
