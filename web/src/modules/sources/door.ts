import { late } from '../../ui/late.ts';

/** A step of its own: what the page is made of is not named in what comes before the first list. */
export default late(() => import('./SourcesMapPage.vue'), {
  names: { 'zh-CN': '数据来源', en: 'Sources' },
});
