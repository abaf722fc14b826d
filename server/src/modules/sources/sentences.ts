import type { Lang } from '../../contract/lists.ts';
import type { HALT_REASONS, RUN_FAILURES } from '../../contract/source-states.ts';

const says = (chinese: string, english: string): Record<Lang, string> => ({ 'zh-CN': chinese, en: english });

const FAILURES: Record<(typeof RUN_FAILURES)[number], Record<Lang, string>> = {
  not_reached: says('没有连上这个地址，或对方没有给出内容', 'The address was not reached, or gave nothing'),
  not_a_feed: says('这个地址给出的不是所选的格式', 'What the address gives is not of the chosen format'),
  loops: says('对方的分页绕回了前面，读不到结尾', 'The pages of the feed lead back to earlier ones and never end'),
  too_large: says('内容太大，已停止', 'It is too large and was stopped'),
  too_slow: says('读得太久，已停止', 'Reading it took too long and was stopped'),
  failed: says('没有读完，会再试', 'It did not come to its end and is tried again'),
};
const HALTS: Record<(typeof HALT_REASONS)[number], Record<Lang, string>> = {
  many_removed: says(
    '对方这次少了 $ 条，会从地图上撤下；请先确认',
    '$ records are gone from the source and would leave the map; please decide',
  ),
  many_rejected: says('对方这次有 $ 条读不懂；请先确认', '$ records cannot be read any more; please decide'),
};

export const sayFailure = (failure: (typeof RUN_FAILURES)[number], lang: Lang): string => FAILURES[failure][lang];
export const sayHalt = (halt: (typeof HALT_REASONS)[number], count: number, lang: Lang): string =>
  HALTS[halt][lang].replace('$', () => String(count));

/** What a column of a thing is called to who decides about it; others by themselves. */
const FIELDS: Readonly<Record<string, Record<Lang, string>>> = {
  title: says('名称', 'Title'),
  name: says('名称', 'Name'),
  description: says('简介', 'Description'),
  topics: says('主题', 'Topics'),
  audiences: says('面向人群', 'Audiences'),
  price_min: says('最低费用', 'Lowest price'),
  price_max: says('最高费用', 'Highest price'),
  capacity: says('名额', 'Seats'),
  seats_left: says('余位', 'Seats left'),
  session_dates: says('日期', 'Dates'),
  starts_time: says('开始时间', 'Begins'),
  ends_time: says('结束时间', 'Ends'),
  more_starts: says('其他开始时间', 'Further beginnings'),
  more_ends: says('其他结束时间', 'Further ends'),
  recurrence: says('重复规律', 'Recurrence'),
  status: says('状态', 'Status'),
  format: says('活动形式', 'Format'),
  mode: says('方式', 'Mode'),
  lecturer: says('主讲', 'Lecturer'),
  enrol_method: says('报名方式', 'How to enrol'),
  enrol_contact: says('报名联系', 'Where to enrol'),
  enrol_deadline: says('报名截止', 'Deadline'),
  place_id: says('地点', 'Place'),
  institution_id: says('机构', 'Institution'),
  offerings: says('开班', 'Offerings'),
  address: says('地址', 'Address'),
  geom: says('位置', 'Position'),
  phone: says('电话', 'Phone'),
  website: says('网址', 'Website'),
  state: says('是否在地图上', 'Whether it is on the map'),
};
export const nameOfField = (field: string, lang: Lang): string => FIELDS[field]?.[lang] ?? field;

const LONGEST = 200;
const STATES: Readonly<Record<string, Record<Lang, string>>> = {
  published: says('保留', 'Stays'),
  archived: says('对方已删除', 'Removed by the source'),
};
const toText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
/** A value of a column in words. */
export function sayValue(field: string, value: unknown, lang: Lang): string {
  if (value === null || value === undefined) return lang === 'en' ? 'nothing' : '无';
  if (field === 'state') return STATES[toText(value)]?.[lang] ?? toText(value);
  const text = [value].flat().map(toText).join('、');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
