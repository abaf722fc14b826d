import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { appPaths } from './pwa/app-paths.ts';
import { comesAfterList } from './pwa/after-list.ts';
import { keptVersion } from './pwa/kept-version.ts';
import { manifest } from './pwa/manifest.ts';
import { packOffline } from './pwa/offline-archive.ts';
import { preloadTexts } from './pwa/preload-texts.ts';
import { vueByName } from './pwa/vue-by-name.ts';

const SERVER = fileURLToPath(new URL('../server/src', import.meta.url));
const server = 'http://127.0.0.1:8080';

export default defineConfig(({ command }) => ({
  plugins: [
    vue(),
    vueByName(),
    preloadTexts(),
    appPaths(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/sw',
      filename: 'sw.ts',
      // Registered by the app itself, once the first list is on screen.
      injectRegister: false,
      manifest,
      // A browser fetches them itself where somebody installs the app.
      includeManifestIcons: false,
      injectManifest: {
        rollupFormat: 'iife',
        globPatterns: ['assets/*.{js,css,svg}', 'index.html', 'icon.svg', 'warm-up.js', 'manifest.webmanifest'],
        manifestTransforms: [packOffline],
        // Named by their hash, they need no second one.
        dontCacheBustURLsMatching: /^assets\//,
      },
    }),
  ],
  resolve: {
    // The runtime build carries no message compiler: ours is in src/i18n/compile-message.ts and needs no eval.
    alias: [
      { find: /^vue-i18n$/, replacement: 'vue-i18n/dist/vue-i18n.runtime.mjs' },
      // From the source: the app is built beside the server, not after it.
      { find: /^@zlm\/server\/((?:contract|modules)\/.+)$/, replacement: `${SERVER}/$1.ts` },
    ],
  },
  define: {
    __KEPT_VERSION__: JSON.stringify(keptVersion()),
    __GALLERY__: JSON.stringify(command === 'serve' || process.env.UI_GALLERY === '1'),
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    __INTLIFY_DROP_MESSAGE_COMPILER__: 'true',
  },
  build: {
    target: ['chrome87', 'safari14'],
    // A data: URL would not pass the content security policy for fonts and scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // The map library changes seldom: apart from our code it stays in the cache of a browser.
            { name: 'maplibre', test: /node_modules\/maplibre-gl/ },
            // In one file what the first list needs packs better and comes sooner than in twenty.
            { name: 'first', tags: ['$initial'] },
            { name: 'tools', test: comesAfterList() },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
  // Prebundled, its worker would not be found.
  optimizeDeps: { exclude: ['maplibre-gl'] },
  server: {
    proxy: {
      '/api': server,
      '/tiles': server,
      '/basemap': server,
      '^/(en/)?(find|print)\\b': server,
      '/sitemap': server,
    },
  },
}));
