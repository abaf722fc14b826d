import { allocate } from '../../../demo/allocate.ts';
import type { Day } from '../../../demo/calendar.ts';
import type { World } from '../../../demo/campuses.ts';
import { Dice } from '../../../demo/dice.ts';
import type { Institution } from '../../../demo/institution.ts';
import type { Price } from '../../../demo/prices.ts';
import { rollPrice } from '../../../demo/prices.ts';
import type { ChooseTopic } from '../../../demo/topic-choice.ts';
import { audiencesOf, TOPIC_FACTS } from '../../../demo/topics/facts.ts';
import { unique } from '../../../demo/unique.ts';

export interface Resource {
  index: number;
  sourceId: string;
  title: string;
  description: string;
  institution: Institution;
  medium: 'video' | 'reading' | 'courseware' | 'audio';
  url: string;
  minutes: number | null;
  topics: string[];
  audiences: string[];
  price: Price;
  published: Day;
  confirmed: Day;
}
export interface ResourceTerms {
  world: World;
  chooseTopic: ChooseTopic;
  institutions: readonly Institution[];
}

const MEDIA = ['video', 'reading', 'courseware', 'audio'] as const;
const MEDIA_WEIGHTS = [55, 22, 15, 8] as const;
const TITLES: Record<Resource['medium'], readonly ((subject: string, lesson: number) => string)[]> = {
  video: [
    (subject, lesson) => `${subject}微课 第${lesson}讲`,
    (subject) => `${subject}三分钟学会`,
    (subject, lesson) => `跟我学${subject}（${lesson}）`,
    (subject, lesson) => `${subject}公开课实录 第${lesson}课`,
  ],
  reading: [
    (subject) => `一图读懂${subject}`,
    (subject, lesson) => `${subject}学习手册 第${lesson}章`,
    (subject, lesson) => `${subject}问答${lesson}则`,
  ],
  courseware: [(subject, lesson) => `${subject}课件 第${lesson}单元`, (subject) => `${subject}练习与讲解`],
  audio: [
    (subject, lesson) => `${subject}有声课 第${lesson}集`,
    (subject, lesson) => `听得懂的${subject}（${lesson}）`,
  ],
};
const MINUTES: Record<Resource['medium'], readonly [number, number] | null> = {
  video: [3, 60],
  reading: null,
  courseware: null,
  audio: [5, 40],
};
const PAID_SHARE = 0.06;
const priceOf = (topic: string) => (TOPIC_FACTS[topic]!.price === 'free' ? 'free' : 'download');

/** `count` online resources, one at a time; they lie nowhere. */
export function* createResources(terms: ResourceTerms, count: number): Generator<Resource> {
  const owners = terms.institutions.filter(({ level }) => level !== 'village');
  const counts = allocate(
    count,
    owners.map(({ bustle }) => bustle),
  );
  let index = 0;
  for (const [at, owner] of owners.entries()) {
    for (let number = 0; number < counts[at]!; number++) yield createResource(terms, owner, number, index++);
  }
}

function createResource(
  { world, chooseTopic }: ResourceTerms,
  institution: Institution,
  number: number,
  index: number,
): Resource {
  const sourceId = `res-${institution.sourceId.slice('inst-'.length)}-${String(number).padStart(4, '0')}`;
  const dice = new Dice(world.seed, 'resource', sourceId);
  const topic = chooseTopic(dice, institution.teaches, institution.town);
  const subject = dice.pick(topic.subjects);
  const audiences = audiencesOf(subject, topic.audiences);
  const medium = MEDIA[dice.weighted(MEDIA_WEIGHTS)]!;
  const minutes = MINUTES[medium];
  const published = world.asOf - Math.floor(1800 * dice.next() ** 1.5);
  return {
    index,
    sourceId,
    title: dice.pick(TITLES[medium])(subject, dice.between(1, 24)),
    description: `${topic.blurb}。`,
    institution,
    medium,
    url: `https://learn.example.org/${sourceId}`,
    minutes: minutes && dice.between(...minutes),
    topics: [topic.code],
    audiences: unique([audiences[0]!, dice.pick(audiences)]),
    price: rollPrice(dice, priceOf(topic.code), institution.type, PAID_SHARE),
    published,
    confirmed: Math.max(published, world.asOf - Math.floor(400 * dice.next() ** 2)),
  };
}
