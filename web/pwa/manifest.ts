import type { ManifestOptions } from 'vite-plugin-pwa';

/** What a phone shows of the app once it is on the home screen. */
export const manifest: Partial<ManifestOptions> = {
  id: '/',
  name: '浙学地图 · Zhejiang Learning Map',
  short_name: '浙学地图',
  description: '浙江能学什么，都在这张图上。Everything to learn in Zhejiang, on one map.',
  lang: 'zh-CN',
  dir: 'ltr',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#fbf9f5',
  theme_color: '#0f6a6a',
  categories: ['education', 'lifestyle'],
  icons: [
    { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: '/icons/192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icons/512.png', sizes: '512x512', type: 'image/png' },
    { src: '/icons/maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  shortcuts: [
    { name: '附近 Near me', short_name: '附近', url: '/?place=me&sort=distance' },
    { name: '收藏 Saved', short_name: '收藏', url: '/saved' },
    { name: '今天 Today', short_name: '今天', url: '/?when=today' },
  ],
};
