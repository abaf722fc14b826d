import type { BandName } from '../price-bands.ts';
import { spaces, type Space } from '../spaces.ts';

/** A part of the week: before breakfast outdoors, working hours, after school, evenings of workdays, Saturday and Sunday. */
export type Part = 'dawn' | 'day' | 'after-school' | 'evening' | 'weekend';

/** What the world makes of a topic: where, when, how long, for how much, how many together, and whether one enrols. */
export interface Facts {
  /** Any of them will do. */
  spaces: readonly Space[];
  parts: readonly Part[];
  minutes: readonly number[];
  price: BandName;
  group: readonly [least: number, most: number];
  /** Share that one walks into. */
  walkIn: number;
}

const facts = (
  rooms: string,
  parts: string,
  minutes: string,
  price: BandName,
  group: Facts['group'],
  walkIn: number,
): Facts => ({
  spaces: spaces(rooms),
  parts: parts.split(' ') as Part[],
  minutes: minutes.split(' ').map(Number),
  price,
  group,
  walkIn,
});

const ANY = 'day after-school evening weekend';
const WORK = 'day evening weekend';
const STUDY = facts('classroom', 'evening weekend', '120 150', 'degree', [24, 45], 0);
const TRADE = facts('machines', WORK, '120 150', 'training', [12, 24], 0);
const EXAM = facts('classroom', WORK, '120 150', 'training', [24, 50], 0);
const FARM = facts('field classroom', 'day weekend', '120 150 180', 'free', [24, 45], 0.3);
const HEALTH = facts('classroom hall', ANY, '60 90', 'talk', [24, 60], 0.5);
const CIVIC = facts('classroom hall', ANY, '60 90', 'free', [24, 60], 0.6);
const CRAFT = facts('workshop', ANY, '90 120', 'materials', [12, 24], 0.15);
const ART = facts('classroom', ANY, '90 120', 'term', [20, 36], 0.1);
const STAGE = facts('music', ANY, '90 120', 'term', [20, 36], 0.15);
const TALK = facts('classroom hall reading', ANY, '90 120', 'talk', [30, 80], 0.5);
const FAMILY = facts('classroom reading hall', 'after-school evening weekend', '60 90', 'talk', [16, 40], 0.4);
const LANGUAGE = facts('classroom', ANY, '90 120', 'term', [16, 30], 0.1);
const SCREEN = facts('classroom computers', ANY, '90 120', 'term', [20, 40], 0.2);

export const TOPIC_FACTS: Readonly<Record<string, Facts>> = {
  'high-school-equivalency': { ...STUDY, price: 'free' },
  'open-associate-degree': STUDY,
  'open-bachelor-degree': STUDY,
  'adult-college-entrance': STUDY,
  'self-taught-exam': STUDY,
  'postgraduate-study': STUDY,
  'electrician-welding': TRADE,
  'cnc-machining': TRADE,
  'car-repair': TRADE,
  'cooking-catering': facts('kitchen', WORK, '120 150', 'materials', [12, 20], 0),
  'hair-beauty': facts('workshop', WORK, '90 120', 'training', [10, 20], 0),
  'housekeeping-care': facts('classroom workshop', WORK, '120 150', 'training', [20, 36], 0),
  'infant-care': facts('classroom workshop', WORK, '90 120', 'training', [16, 30], 0),
  'warehouse-logistics': facts('classroom machines', WORK, '120 150', 'training', [20, 36], 0),
  'accounting-tax': EXAM,
  'teaching-certificate': EXAM,
  'social-work': EXAM,
  'construction-fire-safety': EXAM,
  'workplace-safety': { ...EXAM, price: 'free' },
  'human-resources': EXAM,
  'smartphone-use': { ...SCREEN, price: 'free', walkIn: 0.4 },
  'office-software': facts('computers', WORK, '90 120', 'term', [20, 30], 0.05),
  'short-video-making': SCREEN,
  'livestream-selling': { ...SCREEN, price: 'training', walkIn: 0.05 },
  'coding-basics': facts('computers', ANY, '90 120', 'term', [16, 30], 0),
  'applied-ai': SCREEN,
  'online-safety': CIVIC,
  'tea-growing': FARM,
  'fruit-vegetable-growing': FARM,
  aquaculture: FARM,
  livestock: FARM,
  'homestay-business': facts('classroom', WORK, '120 150', 'talk', [24, 40], 0.2),
  'farm-ecommerce': facts('classroom computers', WORK, '120 150', 'free', [24, 40], 0.1),
  'modern-farming': facts('classroom field', WORK, '120 150', 'free', [24, 50], 0.1),
  'traditional-medicine': HEALTH,
  'tai-chi-qigong': facts('studio ground', ANY, '60 90', 'term', [20, 40], 0.3),
  nutrition: HEALTH,
  'first-aid': { ...HEALTH, price: 'free', minutes: [90, 120] },
  'chronic-disease-care': { ...HEALTH, price: 'free' },
  'mental-health': HEALTH,
  rehabilitation: HEALTH,
  'sports-games': facts('gym', ANY, '60 90', 'ticket', [12, 24], 0.2),
  calligraphy: ART,
  'chinese-painting': ART,
  singing: STAGE,
  instruments: { ...STAGE, minutes: [60, 90], group: [10, 20] },
  dance: { ...STAGE, spaces: ['studio'], minutes: [60, 90] },
  'local-opera': { ...STAGE, spaces: ['studio', 'music'] },
  photography: ART,
  recitation: { ...ART, minutes: [60, 90] },
  handicrafts: CRAFT,
  celadon: CRAFT,
  'bamboo-weaving': CRAFT,
  'paper-cutting': CRAFT,
  'wood-stone-carving': CRAFT,
  'silk-sericulture': CRAFT,
  'dialect-folklore': TALK,
  'museum-talks': TALK,
  'home-organising': { ...TALK, spaces: ['classroom'] },
  baking: facts('kitchen', ANY, '120 150', 'materials', [8, 16], 0),
  'tea-coffee': { ...CRAFT, spaces: ['workshop', 'kitchen'] },
  gardening: facts('workshop ground', 'day weekend', '90', 'materials', [12, 30], 0.3),
  'style-grooming': facts('studio workshop', ANY, '90 120', 'term', [16, 30], 0.1),
  travel: { ...TALK, spaces: ['classroom', 'hall'] },
  parenting: FAMILY,
  'shared-reading': { ...FAMILY, spaces: ['reading', 'classroom'], price: 'free' },
  'youth-science': facts('classroom workshop', 'after-school weekend', '60 90', 'materials', [16, 30], 0.1),
  'holiday-care': facts('classroom', 'weekend', '150 180', 'care', [20, 40], 0),
  grandparenting: { ...FAMILY, parts: ['day', 'weekend'] },
  'legal-basics': CIVIC,
  'consumer-rights': CIVIC,
  'waste-sorting': { ...CIVIC, spaces: ['classroom', 'hall', 'ground'] },
  volunteering: { ...CIVIC, spaces: ['classroom', 'hall', 'ground'] },
  'emergency-preparedness': { ...CIVIC, spaces: ['classroom', 'hall', 'ground'] },
  'money-fraud-safety': CIVIC,
  mandarin: LANGUAGE,
  'spoken-english': LANGUAGE,
  'japanese-korean': LANGUAGE,
  literature: { ...TALK, spaces: ['reading', 'classroom'] },
  'history-humanities': TALK,
  'popular-science': { ...TALK, parts: ['after-school', 'evening', 'weekend'] },
};

/** As `dawn.ts` says: in a park or square, before breakfast, for nothing, for whoever comes. */
const DAWN: Facts = facts('ground', 'dawn', '60', 'free', [20, 60], 1);

/** What differs from its topic. */
export const SUBJECT_FACTS: Readonly<Record<string, Partial<Facts>>> = {
  瑜伽: { spaces: ['studio'], price: 'term', group: [12, 24] },
  游泳: { spaces: ['pool'], group: [10, 20] },
  围棋: { spaces: ['classroom', 'reading'], price: 'term', minutes: [90] },
  象棋: { spaces: ['classroom', 'reading'], price: 'free', minutes: [90], walkIn: 0.5 },
  健身操: { spaces: ['studio', 'ground'], price: 'free', walkIn: 0.6 },
  坐式八段锦: { spaces: ['studio', 'classroom'], price: 'free' },
  广场舞: { spaces: ['studio', 'ground'], parts: ['day', 'evening', 'weekend'], price: 'free', walkIn: 0.7 },
  合唱团: { group: [30, 60] },
  硬笔书法: { minutes: [60, 90] },
  家庭电路检修: { price: 'free', spaces: ['workshop', 'machines'] },
  新能源汽车检修: { minutes: [150] },
  摄影后期: { spaces: ['computers'] },
  茶树病虫害防治: { spaces: ['field', 'classroom'] },
  扇面画: { price: 'materials' },
  数字农业: { spaces: ['classroom', 'computers'] },
  驾照科目一理论: { price: 'free', walkIn: 0.2, minutes: [120], parts: ['evening', 'weekend'] },
  家庭菜园: { spaces: ['field', 'classroom', 'ground'] },
};

/** What a format makes of any topic: a talk needs no bench, a show needs a hall and sells no terms. */
export const FORMAT_FACTS: Readonly<Record<string, Partial<Facts>>> = {
  lecture: { spaces: ['hall', 'classroom'], minutes: [60, 90, 120], price: 'talk', group: [30, 100], walkIn: 0.5 },
  performance: { spaces: ['hall'], minutes: [90, 120], price: 'free', group: [60, 150], walkIn: 0.7 },
  competition: { spaces: ['hall', 'classroom'], minutes: [120, 180], price: 'free', group: [24, 60], walkIn: 0 },
  'reading-club': { spaces: ['reading', 'classroom'], price: 'talk', group: [12, 30], walkIn: 0.4 },
  'study-visit': { minutes: [120, 150, 180], price: 'materials', walkIn: 0 },
};
// What no hall can stand in for.
const NEEDED: ReadonlySet<Space> = new Set(['gym', 'pool', 'kitchen', 'machines', 'computers']);

interface Taught {
  topic: string;
  subject: string;
  format: string;
  isDawn: boolean;
}

export function factsOf({ topic, subject, format, isDawn }: Taught): Facts {
  if (isDawn) return DAWN;
  const own = TOPIC_FACTS[topic];
  if (!own) throw new Error(`the demo knows no facts of ${topic}`);
  const facts = { ...own, ...SUBJECT_FACTS[subject] };
  const merged = { ...facts, ...FORMAT_FACTS[format] };
  const isBound = facts.spaces.some((space) => NEEDED.has(space));
  // What is free as a course is free as a talk.
  return {
    ...merged,
    spaces: isBound ? facts.spaces : merged.spaces,
    price: facts.price === 'free' ? 'free' : merged.price,
  };
}

/** For whom a subject is, where it is not for all of its topic; the first rule that fits. */
const SUBJECT_AUDIENCES: readonly (readonly [words: RegExp, audiences: readonly string[]])[] = [
  [/^(少儿|机器人编程|小候鸟|春泥|假日|周末托管|环保小达人|地方童谣)/, ['teenagers']],
  [/^(绘本|英文绘本|亲子共读|亲子烘焙)/, ['preschool', 'parents']],
  [/^(儿童|小儿|幼小|青春期|二孩|好习惯|亲子|家长|婴幼儿|故事妈妈)/, ['parents']],
  [/^(老年|银龄|长辈|祖辈|祖孙|隔代|带娃|遗嘱|守住养老钱)/, ['seniors']],
];

export function audiencesOf(subject: string, audiences: readonly string[]): readonly string[] {
  return SUBJECT_AUDIENCES.find(([words]) => words.test(subject))?.[1] ?? audiences;
}

/** Whether a subject is told once and taught in no course. */
export const isTold = (subject: string) => /(说明|指导|解读|政策)$/.test(subject);

export function formatsOf(subject: string, formats: readonly string[]): readonly string[] {
  return isTold(subject) ? ['lecture'] : formats;
}
