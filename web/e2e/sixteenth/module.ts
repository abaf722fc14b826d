import { Sparkles } from '@lucide/vue';
import type { WebModule } from '../../src/things/registry.ts';

/** A module made up for a journey: every way a module can be reached. */
export const module: WebModule = {
  entries: [
    {
      as: 'page',
      tab: 'me',
      name: 'sixteenth',
      path: 'sixteenth',
      names: { 'zh-CN': '第十六个', en: 'Sixteenth' },
      hints: { 'zh-CN': '编出来的', en: 'Made up' },
      icon: Sparkles,
      rank: 0,
      needsAccount: true,
      component: () => import('./SixteenthPage.vue'),
    },
    {
      as: 'page',
      tab: 'learning',
      name: 'sixteenth-exams',
      path: 'sixteenth/exams',
      names: { 'zh-CN': '第十六种考试', en: 'Sixteenth exams' },
      icon: Sparkles,
      rank: 9,
      component: () => import('./SixteenthPage.vue'),
    },
    {
      as: 'layer',
      name: 'sixteenth-layer',
      path: 'sixteenth/layer',
      names: { 'zh-CN': '第十六层', en: 'Sixteenth layer' },
      icon: Sparkles,
      rank: 0,
      component: () => import('./SixteenthPage.vue'),
    },
    {
      as: 'app',
      name: 'sixteenth-app',
      names: { 'zh-CN': '第十六个应用', en: 'Sixteenth app' },
      icon: Sparkles,
      rank: 0,
      dialog: () => import('./SixteenthDialog.vue'),
    },
    {
      as: 'mark',
      slot: 'thingActions',
      names: { 'zh-CN': '第十六个标记', en: 'Sixteenth mark' },
      component: () => import('./SixteenthMark.vue'),
    },
  ],
};
