import { createApp } from 'vue';
import { i18n, switchLang } from '../../src/i18n/locale.ts';
import FormWithPhotos from './FormWithPhotos.vue';
import '../../src/styles/index.css';

await switchLang(location.pathname === '/en' ? 'en' : 'zh-CN');
createApp(FormWithPhotos).use(i18n).mount('#app');
