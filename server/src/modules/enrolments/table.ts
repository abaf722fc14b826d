import type { EnrolmentState } from '../../contract/enrolment-states.ts';
import type { Lang } from '../../contract/lists.ts';
import { toCsv } from '../../formats/csv.ts';
import type { Enrolled } from './schema.ts';

const HEAD: Record<Lang, readonly string[]> = {
  'zh-CN': ['场次', '开始', '顺序', '称呼', '状态', '报名时间', '保留至'],
  en: ['Session', 'Starts', 'Order', 'Called', 'State', 'Enrolled at', 'Kept until'],
};
const STATES: Record<EnrolmentState, Record<Lang, string>> = {
  seated: { 'zh-CN': '有名额', en: 'Has a seat' },
  waiting: { 'zh-CN': '候补', en: 'Waits' },
  offered: { 'zh-CN': '等待确认', en: 'Is offered a seat' },
  declined: { 'zh-CN': '放弃', en: 'Declined' },
  cancelled: { 'zh-CN': '已取消', en: 'Cancelled' },
  expired: { 'zh-CN': '未及时确认', en: 'Did not answer in time' },
};

export const toTable = (enrolled: readonly Enrolled[], lang: Lang): string =>
  toCsv([
    HEAD[lang],
    ...enrolled.map((one) => [
      one.pool,
      one.startsAt ?? '',
      String(one.position),
      one.name ?? '',
      STATES[one.state][lang],
      one.enrolledAt,
      one.offeredUntil ?? '',
    ]),
  ]);
