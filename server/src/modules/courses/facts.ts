import { audienceFact, priceFact, type Fact, type FactWords } from '../../contract/facts.ts';
import { fillCase } from '../../contract/words/fill.ts';
import type { Course } from './schema.ts';

const texts = {
  'zh-CN': {
    profession: '所属专业',
    edition: '版本',
    credits: '学分',
    creditCount: '{n} 学分',
    hours: '学时',
    hourCount: '{n} 学时',
  },
  en: {
    profession: 'Profession',
    edition: 'Edition',
    credits: 'Credits',
    creditCount: '1 credit | {n} credits',
    hours: 'Hours',
    hourCount: '1 hour | {n} hours',
  },
};

export function listFacts(course: Course, say: FactWords): Fact[] {
  const own = texts[say.lang];
  const { profession, hours, price, audiences, topics, edition } = course;
  const credits = course.credits === null ? null : Number(course.credits);
  const name = profession && (say.lang === 'en' ? profession.nameEn : profession.name);
  const count = (cases: string, n: number | null) => n !== null && fillCase(cases, n, { n: say.number(n) });
  return [
    { name: own.profession, text: profession && `${name} · ${say.label('degree', profession.degree)}` },
    { name: own.credits, text: count(own.creditCount, credits) },
    { name: own.hours, text: count(own.hourCount, hours) },
    priceFact(price, say),
    audienceFact(audiences, say),
    { name: say.fact('topics'), topics },
    { name: own.edition, text: edition },
  ];
}
