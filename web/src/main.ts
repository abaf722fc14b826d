import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { load } from './api/late.ts';
import App from './App.vue';
import { i18n, switchLang } from './i18n/locale.ts';
import { catchInstallOffer } from './modules/offline/catch-install.ts';
import { router } from './router.ts';
import { tryUntilThere } from './start-trouble.ts';
import { isEnglishPath } from './state/query.ts';
import { keepKindColours } from './things/kind-colours.ts';
import './styles/index.css';

async function start(): Promise<void> {
  // Left out of the bundle unless it is built for looking at the components.
  const isGallery = __GALLERY__ && location.pathname === '/ui';
  const root = isGallery ? (await load(() => import('./gallery/UiGallery.vue'))).default : App;
  const app = createApp(root).use(createPinia()).use(router).use(i18n);
  keepKindColours();
  const lang = isEnglishPath(location.pathname) ? 'en' : 'zh-CN';
  await Promise.all([router.isReady(), tryUntilThere(lang, (isWanted) => switchLang(lang, isWanted))]);
  app.mount('#app');
}

catchInstallOffer();
void start();
