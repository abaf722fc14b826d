import { late } from '../../ui/late.ts';

/** A step of its own: what the page is made of is not named in what comes before the first list. */
export default late(() => import('./MessagesPage.vue'), { names: { 'zh-CN': '消息', en: 'Messages' } });
