import { Bell } from '@lucide/vue';
import { ACCOUNT_MARK, whenStored } from '../../state/stored.ts';
import type { WebModule } from '../../things/registry.ts';

/** Of no use to a guest, who would load it for nothing. */
async function loadBackground() {
  await whenStored(ACCOUNT_MARK);
  return import('./MessagesBackground.vue');
}

export const module: WebModule = {
  entries: [
    {
      as: 'page',
      tab: 'me',
      name: 'messages',
      path: 'messages',
      names: { 'zh-CN': '消息', en: 'Messages' },
      hints: { 'zh-CN': '报名的变化都在这里', en: 'What changes of what you enrolled in' },
      icon: Bell,
      rank: 2,
      component: () => import('./door.ts'),
      note: () => import('./note-door.ts'),
    },
  ],
  slots: { background: loadBackground },
};
