import { Download } from '@lucide/vue';
import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  entries: [
    {
      as: 'app',
      name: 'install',
      names: { 'zh-CN': '安装与离线', en: 'Install, and use offline' },
      hints: { 'zh-CN': '像应用一样打开，没有网络也能看', en: 'Opens like an app, and without a connection' },
      icon: Download,
      rank: 8,
      dialog: () => import('./InstallDialog.vue'),
    },
  ],
  slots: {
    background: () => import('./OfflineBackground.vue'),
    mapTools: () => import('./MapKeptNote.vue'),
    thingActions: () => import('./ThingKeptNote.vue'),
    countNotes: () => import('./KeptNote.vue'),
  },
};
