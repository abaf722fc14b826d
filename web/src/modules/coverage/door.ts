import { late } from '../../ui/late.ts';

/** A step of its own: what the page is made of is not named in what comes before the first list. */
export default late(() => import('./CoveragePage.vue'), { names: { 'zh-CN': '各地供给', en: 'Supply by area' } });
