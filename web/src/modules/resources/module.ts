import { MonitorPlay } from '@lucide/vue';
import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  entries: [
    {
      as: 'page',
      tab: 'learning',
      name: 'resources',
      path: 'resources',
      names: { 'zh-CN': '在线资源', en: 'Online resources' },
      icon: MonitorPlay,
      rank: 2,
      component: () => import('./ResourcesPage.vue'),
    },
  ],
  thing: {
    kind: 'resource',
    colours: { light: '#2a6fc4', dark: '#74acf2', 'contrast-light': '#084495', 'contrast-dark': '#9fcaff' },
    shape: 'M13.2 2.7a4 4 0 0 1 5.6 0l10.5 10.5a4 4 0 0 1 0 5.6L18.8 29.3a4 4 0 0 1-5.6 0L2.7 18.8a4 4 0 0 1 0-5.6z',
    glyph: 'M9.5 7.2 17 12l-7.5 4.8z',
    filled: true,
    details: () => import('./ResourceDetails.vue'),
  },
};
