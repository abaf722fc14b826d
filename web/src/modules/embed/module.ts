import { CodeXml } from '@lucide/vue';
import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  entries: [
    {
      as: 'app',
      name: 'embed-code',
      names: { 'zh-CN': '放到你的网站', en: 'Put this view on your site' },
      hints: { 'zh-CN': '一段代码，把这张地图放进任何网页', en: 'A piece of code that shows this map on any page' },
      icon: CodeXml,
      rank: 9,
      dialog: () => import('./dialog-door.ts'),
    },
  ],
  bare: { name: 'embed', path: 'embed', component: () => import('./EmbedPage.vue') },
};
