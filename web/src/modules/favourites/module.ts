import { Bookmark } from '@lucide/vue';
import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  entries: [
    {
      as: 'page',
      tab: 'schedule',
      name: 'saved',
      path: 'saved',
      names: { 'zh-CN': '收藏', en: 'Saved' },
      icon: Bookmark,
      rank: 2,
      component: () => import('./SavedPage.vue'),
      note: () => import('./SavedNote.vue'),
    },
    {
      as: 'mark',
      slot: 'thingActions',
      names: { 'zh-CN': '收藏', en: 'Save' },
      rank: 1,
      component: () => import('./SaveButton.vue'),
    },
    {
      as: 'mark',
      slot: 'listTools',
      names: { 'zh-CN': '保存条件', en: 'Save search' },
      rank: 1,
      component: () => import('./SaveSearch.vue'),
    },
  ],
  slots: { background: () => import('./FavouritesBackground.vue') },
};
