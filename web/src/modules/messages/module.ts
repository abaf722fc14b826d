import { Bell } from '@lucide/vue';
import type { Component } from 'vue';
import { load } from '../../api/late.ts';
import { ACCOUNT_MARK, whenStored } from '../../state/stored.ts';
import type { WebModule } from '../../things/registry.ts';

/** A guest, who is told nothing, loads nothing for it. */
const background: Component = {
  setup() {
    void whenStored(ACCOUNT_MARK)
      .then(() => load(() => import('./watch-unread.ts')))
      .then(({ watchUnread }) => watchUnread())
      // Without it the list tells all the same.
      .catch(() => undefined);
    return () => null;
  },
};

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
  slots: { background: () => Promise.resolve({ default: background }) },
};
