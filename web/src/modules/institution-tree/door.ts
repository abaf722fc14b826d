import { late } from '../../ui/late.ts';

/** A step of its own: what the page is made of is not named in what comes before the first list. */
export default late(() => import('./TreePage.vue'), { names: { 'zh-CN': '机构体系', en: 'Institution tree' } });
