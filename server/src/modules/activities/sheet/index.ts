import type { Sheet } from '../../../intake/sheet/sheet.ts';
import { columns } from './columns.ts';
import { mergeDates } from './merge.ts';
import { readActivity } from './read.ts';
import { activityForm } from './to-body.ts';

export const createSheet = (): Sheet<'activities'> => ({
  name: 'activities',
  kind: 'activity',
  table: 'activities',
  partTables: [],
  columns,
  read: readActivity,
  form: activityForm,
  owned: `title description institution_id place_id mode format topics audiences price_min price_max capacity
    seats_left enrol_method enrol_contact enrol_deadline lecturer status recurrence starts_time ends_time
    more_starts more_ends session_dates`.split(/\s+/),
  synonyms: {
    format: {
      lecture: ['讲堂', '公开课', '专题讲座', '报告会', '宣讲', '讲课'],
      'course-series': ['培训班', '课程', '培训', '培训课程', '学习班', '兴趣班', '系列课程', '班', '课'],
      workshop: ['手工坊', '工坊'],
      'hands-on': ['体验活动', '体验课'],
      'study-visit': ['参观', '研学', '游学'],
      'reading-club': ['读书分享会', '读书活动', '阅读活动'],
      performance: ['演出', '汇演', '展示', '展览'],
      competition: ['比赛', '大赛'],
      livestream: ['直播', '直播课'],
      blended: ['混合式'],
    },
  },
  merge: mergeDates,
});
