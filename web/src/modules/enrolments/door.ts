import { late } from '../../ui/late.ts';

/** A step of its own: what the page is made of is not named in what comes before the first list. */
export default late(() => import('./MyEnrolmentsPage.vue'), { names: { 'zh-CN': '我的报名', en: 'My enrolments' } });
