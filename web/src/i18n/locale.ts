import type { Lang } from '@zlm/server/contract';
import { createI18n } from 'vue-i18n';
import { compileMessage } from './compile-message.ts';

const loaders: Record<Lang, () => Promise<{ messages: Record<string, unknown> }>> = {
  'zh-CN': () => import('./zh-CN.ts'),
  en: () => import('./en.ts'),
};

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  missingWarn: false,
  fallbackWarn: false,
  messageCompiler: compileMessage as never,
  messages: {},
});

/** Loads the messages of a language once and switches to them. */
export async function switchLang(lang: Lang): Promise<void> {
  if (!i18n.global.availableLocales.includes(lang)) {
    const { messages } = await loaders[lang]();
    i18n.global.setLocaleMessage(lang, messages as never);
  }
  i18n.global.locale.value = lang;
  document.documentElement.lang = lang;
}
