import { late } from '../../ui/late.ts';

/** A step of its own: what the dialog is made of is not named in what comes before the first list. */
export default late(() => import('./EmbedDialog.vue'), {
  look: 'dialog',
  names: { 'zh-CN': '放到你的网站', en: 'Put this view on your site' },
});
