import { seasonOf, WEEKDAY_NAMES, yearOf } from '../../../demo/calendar.ts';
import type { Dice } from '../../../demo/dice.ts';
import { BANDS, type Unit } from '../../../demo/price-bands.ts';
import { ROOM_NAMES, type Space } from '../../../demo/spaces.ts';
import type { Topic } from '../../../demo/topics/index.ts';
import type { Lesson } from './lesson.ts';
import type { Schedule } from './schedule.ts';

export interface WordingTerms {
  lesson: Lesson;
  /** Null where it is held away from home. */
  town: string | null;
  schedule: Schedule;
  isFree: boolean;
  isWalkIn: boolean;
}
interface TitleTerms {
  subject: string;
  audience: string;
  town: string | null;
  isPerformed: boolean;
  schedule: Schedule;
  isFree: boolean;
}
type Phrase = (dice: Dice, terms: TitleTerms) => string;

const LEVELS = ['入门', '基础', '提高', '初级', '中级', '零基础', '进阶'] as const;
const ANGLES = [
  '从零开始',
  '常见问题解答',
  '走进日常生活',
  '案例分享',
  '一次讲清',
  '动手之前要知道的事',
  '身边人讲身边事',
] as const;
const GROUPS: Record<string, string> = {
  preschool: '幼儿', teenagers: '少年', 'college-students': '青年', workers: '职工', 'new-farmers': '新农人', 'migrant-workers': '新居民',
  women: '女性', seniors: '银龄', veterans: '退役军人', disabled: '助残', 'job-seekers': '就业', residents: '居民', parents: '家长',
}; // prettier-ignore

const term = ({ schedule }: TitleTerms) => `${yearOf(schedule.dates[0]!)}年${seasonOf(schedule.dates[0]!)}`;
const issue = (dice: Dice) => `第${dice.between(1, 36)}期`;
const near = ({ town }: Pick<TitleTerms, 'town'>, joint = '') => (town === null ? '' : `${town}${joint}`);
const group = ({ audience }: TitleTerms) => GROUPS[audience] ?? '';
// What says itself how far it goes, or has no stages.
const UNGRADED =
  /入门|基础|启蒙|进阶|冲刺|复习|辅导|导学|复审|串讲|答疑|论文|写作|初级|高级|零基础|考试|团$|营$|课堂$|会$|托管|计划|欣赏|诈骗|防骗|安全|预防/;
function level(dice: Dice, { subject }: TitleTerms): string {
  const rolled = dice.pick(LEVELS);
  return UNGRADED.test(subject) ? '' : rolled;
}
const inBrackets = (words: string) => (words ? `（${words}）` : '');
const inClass = (words: string) => (words ? `${words}班` : '');

/** 周三班, 周二、周四班, 晚间班, 假日班: how people tell two classes apart. */
function className({ weekdays, starts, dates }: Schedule): string {
  if (weekdays.length === 0 || weekdays.length > 3) return dates.length > 1 && starts >= '17:30' ? '晚间班' : '集中班';
  const days = weekdays.map((weekday) => WEEKDAY_NAMES[weekday]).join('、');
  return `${days}${starts >= '17:30' ? '晚班' : starts >= '12:00' ? '下午班' : '班'}`;
}

function dawnDays({ weekdays, recurrence }: Schedule): string {
  if (weekdays.length > 0) return weekdays.map((weekday) => WEEKDAY_NAMES[weekday]).join('、');
  return recurrence?.includes('MONTHLY') ? '每月一次' : '每天';
}

const SERIES: readonly Phrase[] = [
  (dice, t) => `${t.subject}${level(dice, t)}（${className(t.schedule)}）`,
  (dice, t) => `${t.subject}${inClass(level(dice, t))}·${term(t)}`,
  (_, t) => `${near(t, ' · ')}${t.subject}（${className(t.schedule)}）`,
  (dice, t) => `${group(t)}学堂：${t.subject}${level(dice, t)}`,
  (dice, t) => `${t.subject}${t.isFree ? '公益课堂' : '学习班'}${issue(dice)}`,
  (_, t) => `${t.subject}系列课·${term(t)}${className(t.schedule)}`,
];
const PHRASES: Record<string, readonly Phrase[]> = {
  lecture: [
    (dice, t) => `${t.subject}讲座：${dice.pick(ANGLES)}`,
    (_, t) => `${near(t)}市民讲堂 · ${t.subject}`,
    (dice, t) => `${t.subject}专题讲座（${issue(dice)}）`,
    (_, t) => `${group(t)}讲堂：${t.subject}`,
  ],
  workshop: [
    (_, t) => `${t.subject}工作坊`,
    (dice, t) => `${t.subject}工作坊${inBrackets(level(dice, t))}`,
    (dice, t) => `${near(t)}${t.subject}工作坊${issue(dice)}`,
    (_, t) => `动手学 · ${t.subject}`,
  ],
  'hands-on': [
    (_, t) => `${t.subject}体验课`,
    (_, t) => `${t.subject}半日体验`,
    (dice, t) => `${group(t)}体验营：${t.subject}（${issue(dice)}）`,
  ],
  'study-visit': [
    (_, t) => `${t.town === null ? '' : `走进${t.town}：`}${t.subject}研学`,
    (dice, t) => `${t.subject}参观研学（${issue(dice)}）`,
    (_, t) => `${group(t)}研学 · ${t.subject}`,
  ],
  'reading-club': [
    (dice, t) => `${t.subject}读书会${issue(dice)}`,
    (_, t) => `${near(t)}共读 · ${t.subject}`,
    (_, t) => `${group(t)}读书会：${t.subject}`,
  ],
  performance: [
    (_, t) => `${t.subject}学习成果展演`,
    (_, t) => `${near(t)}${t.subject}展演·${term(t)}`,
    (dice, t) => `${t.subject}汇报${t.isPerformed ? '演出' : '展'}（${issue(dice)}）`,
  ],
  competition: [
    (_, t) => `${near(t)}${t.subject}比赛`,
    (_, t) => `${term(t)}${t.subject}技能赛`,
    (dice, t) => `${group(t)}${t.subject}擂台赛（${issue(dice)}）`,
  ],
  livestream: [
    (_, t) => `${t.subject}直播课`,
    (dice, t) => `云课堂 · ${t.subject}（${issue(dice)}）`,
    (dice, t) => `${t.subject}线上直播：${dice.pick(ANGLES)}`,
  ],
  blended: [
    (_, t) => `${t.subject}混合班（线上+线下）`,
    (dice, t) => `${t.subject}${level(dice, t)}·线上线下结合`,
  ],
}; // prettier-ignore

// Topics that are shown on a stage.
const PERFORMED: ReadonlySet<string> = new Set(
  'singing instruments dance local-opera recitation tai-chi-qigong'.split(' '),
);

export function composeTitle(dice: Dice, { lesson, town, schedule, isFree }: WordingTerms): string {
  const { topic, subject, format, audiences, dawn } = lesson;
  if (dawn) return `${dawn.name}（${dawnDays(schedule)}）`;
  // One evening is no class.
  if (!PHRASES[format] && schedule.dates.length === 1) return `${near({ town }, ' · ')}${subject}公开课`;
  const isPerformed = PERFORMED.has(topic.code);
  return dice.pick(PHRASES[format] ?? SERIES)(dice, {
    subject,
    audience: audiences[0]!,
    town,
    schedule,
    isFree,
    isPerformed,
  });
}

const INVITATIONS = ['欢迎邻里结伴参加。', '感兴趣就可以来。', '请提前十分钟到场签到。'] as const;
const WALK_IN = ['不用报名，到场即可参加。', '无需预约，随到随学。', '来了就能参加，中途也可以加入。'] as const;
const ENROLLED = ['名额有限，先报先得。', '请提前十分钟到场签到。', '报名后如不能来，请提前一天告知。'] as const;
const ONLINE = ['开课前半小时开放直播间。', '错过了可以看回放。'] as const;
/** What to bring or wear, by the room. */
const NEEDS: Readonly<Record<Space, readonly string[]>> = {
  classroom: ['请自带笔记本和水杯。', '现场提供热水与休息座椅。', ''],
  computers: ['每人一台电脑，也可以自带。', '请自带笔记本和水杯。', ''],
  hall: ['现场提供热水与休息座椅。', '可带一位家人旁听。', ''],
  studio: ['请穿宽松舒适的衣服和软底鞋。', '请自带水杯和毛巾。', ''],
  music: ['请自带水杯。', '可带一位家人旁听。', ''],
  kitchen: ['食材由主办方准备，请自带围裙。', '请摘下首饰、束好头发。', ''],
  workshop: ['材料由主办方准备。', '请穿不怕弄脏的衣服。', ''],
  machines: ['请穿长裤和包脚的鞋。', '防护用品现场领取。', ''],
  reading: ['请自带水杯。', '现场提供热水与休息座椅。', ''],
  gym: ['请穿运动服和运动鞋。', '器材可以借用。', '请自带水杯和毛巾。'],
  pool: ['请自带泳衣、泳帽和泳镜。', '下水前请先淋浴。', '须出示健康承诺书。'],
  ground: ['下雨暂停。', '请穿宽松舒适的衣服。', '雨天另行通知。'],
  field: ['请穿便于下田的鞋。', '雨天改在室内。', ''],
};
const UNITS: Readonly<Record<Unit, string>> = { session: '费用按次收取。', term: '费用为全期。' };

export function composeDescription(dice: Dice, { lesson, schedule, isFree, isWalkIn }: WordingTerms): string {
  const { topic, facts, mode, dawn } = lesson;
  const isOnline = mode === 'online';
  const count = schedule.dates.length;
  const length = count > 1 ? `共${count}次，` : '';
  const space = facts.spaces[0]!;
  const need = dice.pick(NEEDS[space]);
  const call = dice.pick(isOnline ? ONLINE : isWalkIn ? WALK_IN : dice.chance(0.4) ? INVITATIONS : ENROLLED);
  const room = facts.spaces.length === 1 && !isOnline ? ROOM_NAMES[space] : undefined;
  const cost = isFree || count === 1 ? '' : UNITS[BANDS[facts.price].unit];
  const lead = dawn ? '有人领着，' : length;
  return `${lead}${(dawn ?? topic).blurb}。${room ? `在${room}进行。` : ''}${isOnline ? '' : need}${call}${cost}`;
}

/** By leaf, else by its topic. */
const TEACHERS: Record<string, readonly string[]> = {
  'academic-advancement': ['开放大学面授教师', '学习中心导学教师'],
  'vocational-skills': ['行业技术能手', '实训指导教师'],
  qualifications: ['考证辅导教师', '行业讲师'],
  'digital-skills': ['青年志愿讲师', '信息技术教师'],
  'rural-farming': ['驻村农技员', '种养能手'],
  'health-wellness': ['社区医生', '健康指导员'],
  'sports-games': ['社会体育指导员', '体育教师'],
  'culture-arts': ['文化馆辅导教师', '银龄志愿教师'],
  heritage: ['非遗工坊传习教师', '文博志愿讲解员'],
  'home-living': ['社区志愿讲师', '手作工作室讲师'],
  'family-parenting': ['家庭教育指导师', '故事妈妈志愿者'],
  'civic-law': ['普法志愿者', '社区志愿讲师'],
  'languages-general': ['高校志愿者', '图书馆领读志愿者'],
};

/** A role, never a person. */
export function rollTeacher(dice: Dice, { code, parent }: Topic): string | null {
  return dice.chance(0.5) ? dice.pick(TEACHERS[code] ?? TEACHERS[parent] ?? ['社区志愿讲师']) : null;
}
