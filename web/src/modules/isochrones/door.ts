import { late } from '../../ui/late.ts';

/** A step of its own: what the page is made of is not named in what comes before the first list. */
export default late(() => import('./IsochronePage.vue'), {
  names: { 'zh-CN': '15 分钟学习圈', en: '15-minute learning circle' },
});
