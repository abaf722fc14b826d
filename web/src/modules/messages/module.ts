import { Bell } from '@lucide/vue';
import type { WebModule } from '../../things/registry.ts';

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
      needsAccount: true,
      component: () => import('./door.ts'),
      note: () => import('./note-door.ts'),
    },
  ],
  slots: { background: () => import('./background-door.ts') },
};
