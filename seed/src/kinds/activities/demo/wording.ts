import { seasonOf, WEEKDAY_NAMES, yearOf } from '../../../demo/calendar.ts';
import type { Dice } from '../../../demo/dice.ts';
import type { Schedule } from './schedule.ts';

export interface TitleTerms {
  subject: string;
  format: string;
  audience: string;
  town: string;
  schedule: Schedule;
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
const group = ({ audience }: TitleTerms) => GROUPS[audience] ?? '';

/** 周三班, 周二、周四班, 晚间班, 假日班: how people tell two classes apart. */
function className({ weekdays, starts, dates }: Schedule): string {
  if (weekdays.length === 0) return dates.length > 1 && starts >= '17:30' ? '晚间班' : '集中班';
  const days = weekdays.map((weekday) => WEEKDAY_NAMES[weekday]).join('、');
  return `${days}${starts >= '17:30' ? '晚班' : starts >= '12:00' ? '下午班' : '班'}`;
}

const SERIES: readonly Phrase[] = [
  (dice, t) => `${t.subject}${dice.pick(LEVELS)}（${className(t.schedule)}）`,
  (dice, t) => `${t.subject}${dice.pick(LEVELS)}班·${term(t)}`,
  (_, t) => `${t.town} · ${t.subject}（${className(t.schedule)}）`,
  (dice, t) => `${group(t)}学堂：${t.subject}${dice.pick(LEVELS)}`,
  (dice, t) => `${t.subject}公益课堂${issue(dice)}`,
  (_, t) => `${t.subject}系列课·${term(t)}${className(t.schedule)}`,
];
const PHRASES: Record<string, readonly Phrase[]> = {
  lecture: [
    (dice, t) => `${t.subject}讲座：${dice.pick(ANGLES)}`,
    (_, t) => `${t.town}市民讲堂 · ${t.subject}`,
    (dice, t) => `${t.subject}专题讲座（${issue(dice)}）`,
    (_, t) => `${group(t)}讲堂：${t.subject}`,
  ],
  workshop: [
    (_, t) => `${t.subject}工作坊`,
    (dice, t) => `${t.subject}工作坊（${dice.pick(LEVELS)}）`,
    (dice, t) => `${t.town}${t.subject}工作坊${issue(dice)}`,
    (_, t) => `动手学 · ${t.subject}`,
  ],
  'hands-on': [
    (_, t) => `${t.subject}体验课`,
    (_, t) => `${t.subject}半日体验`,
    (dice, t) => `${group(t)}体验营：${t.subject}（${issue(dice)}）`,
  ],
  'study-visit': [
    (_, t) => `走进${t.town}：${t.subject}研学`,
    (dice, t) => `${t.subject}参观研学（${issue(dice)}）`,
    (_, t) => `${group(t)}研学 · ${t.subject}`,
  ],
  'reading-club': [
    (dice, t) => `${t.subject}读书会${issue(dice)}`,
    (_, t) => `${t.town}共读 · ${t.subject}`,
    (_, t) => `${group(t)}读书会：${t.subject}`,
  ],
  performance: [
    (_, t) => `${t.subject}学习成果展演`,
    (_, t) => `${t.town}${t.subject}展演·${term(t)}`,
    (dice, t) => `${t.subject}汇报展（${issue(dice)}）`,
  ],
  competition: [
    (_, t) => `${t.town}${t.subject}比赛`,
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
    (dice, t) => `${t.subject}${dice.pick(LEVELS)}·线上线下结合`,
  ],
}; // prettier-ignore

export function composeTitle(dice: Dice, terms: TitleTerms): string {
  if (terms.schedule.starts < '08:00') return `${terms.town} · ${terms.subject}晨练`;
  return dice.pick(PHRASES[terms.format] ?? SERIES)(dice, terms);
}

const INVITATIONS = ['欢迎邻里结伴参加。', '不需要基础，感兴趣就可以来。', '请提前十分钟到场签到。', '名额有限，先报先得。', '如需请假，请至少提前一天告知。'] as const; // prettier-ignore
const NEEDS = ['材料由主办方准备。', '请穿宽松舒适的衣服。', '请自带笔记本和水杯。', '现场提供热水与休息座椅。', '可带一位家人旁听。', ''] as const; // prettier-ignore

export function composeDescription(dice: Dice, blurb: string, sessions: number): string {
  const length = sessions > 1 ? `共${sessions}次，` : '';
  return `${length}${blurb}。${dice.pick(NEEDS)}${dice.pick(INVITATIONS)}`;
}

const TEACHERS: Record<string, readonly string[]> = {
  'academic-advancement': ['开放大学面授教师', '学习中心导学教师'],
  'vocational-skills': ['行业技术能手', '实训指导教师'],
  qualifications: ['考证辅导教师', '行业讲师'],
  'digital-skills': ['青年志愿讲师', '信息技术教师'],
  'rural-farming': ['驻村农技员', '种养能手'],
  'health-wellness': ['社区医生', '健康指导员'],
  'culture-arts': ['文化馆辅导教师', '银龄志愿教师'],
  heritage: ['非遗工坊传习教师', '文博志愿讲解员'],
  'home-living': ['社区志愿讲师', '手作工作室讲师'],
  'family-parenting': ['家庭教育指导师', '故事妈妈志愿者'],
  'civic-law': ['普法志愿者', '社区志愿讲师'],
  'languages-general': ['高校志愿者', '图书馆领读志愿者'],
};

/** A role, never a person. */
export function rollTeacher(dice: Dice, parentTopic: string): string | null {
  return dice.chance(0.5) ? dice.pick(TEACHERS[parentTopic] ?? ['社区志愿讲师']) : null;
}
