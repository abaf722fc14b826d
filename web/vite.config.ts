import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const server = 'http://127.0.0.1:8080';

export default defineConfig(({ command }) => ({
  plugins: [vue()],
  resolve: {
    // The runtime build carries no message compiler: ours is in src/i18n/compile-message.ts and needs no eval.
    alias: [{ find: /^vue-i18n$/, replacement: 'vue-i18n/dist/vue-i18n.runtime.mjs' }],
  },
  define: {
    __GALLERY__: JSON.stringify(command === 'serve' || process.env.UI_GALLERY === '1'),
    __VUE_OPTIONS_API__: 'true',
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
  },
  worker: { format: 'es' },
  // Prebundled, its worker would not be found.
  optimizeDeps: { exclude: ['maplibre-gl'] },
  server: { proxy: { '/api': server, '/tiles': server, '/basemap': server } },
}));
