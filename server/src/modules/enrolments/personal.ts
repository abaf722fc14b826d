import type { PersonalTable } from '../../module.ts';
import { TIME } from '../../contract/words/personal.ts';

export const enrolmentsPersonal: readonly PersonalTable[] = [
  {
    table: 'enrolments',
    names: { 'zh-CN': '报名', en: 'Enrolments' },
    why: {
      'zh-CN': '为您保留名额；主办方看得到您的称呼',
      en: 'To keep your seat; the organiser sees what you are called',
    },
    rows: 'person = of_person',
    told: {
      thing: {
        names: { 'zh-CN': '编号', en: 'Number of the thing' },
        sql: '(SELECT p.thing_id FROM seat_pools p WHERE p.id = pool_id)',
      },
      starts_at: {
        names: { 'zh-CN': '开始', en: 'Starts' },
        sql: '(SELECT p.starts_at FROM seat_pools p WHERE p.id = pool_id)',
      },
      state: { names: { 'zh-CN': '状态', en: 'State' } },
      made_at: TIME,
    },
    // The seats are free at once, and a job offers them.
    erase: [
      'UPDATE enrolments SET by_account = NULL WHERE by_account = of_account',
      'DELETE FROM enrolments WHERE person = of_person',
    ],
    kept: {
      names: { 'zh-CN': '结束后 1 年', en: '1 year after it is over' },
      outdated: `changed_at < now() - interval '1 year' AND (state NOT IN ('seated', 'waiting', 'offered')
        OR pool_id IN (SELECT id FROM seat_pools WHERE ends_at < now() - interval '1 year'))`,
    },
  },
];
