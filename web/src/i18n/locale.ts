import type { Lang } from '@zlm/server/contract';
import { load } from '../api/late.ts';
import { createI18n } from 'vue-i18n';
import { byFolder } from './by-folder.ts';
import { compileMessage } from './compile-message.ts';

const loaders: Record<Lang, (isWanted: boolean) => Promise<{ shared: object; modules: Record<string, unknown> }>> = {
  'zh-CN': (isWanted) => load(() => import('./zh-CN.ts'), isWanted),
  en: (isWanted) => load(() => import('./en.ts'), isWanted),
};

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  missingWarn: false,
  fallbackWarn: false,
  messageCompiler: compileMessage as never,
  messages: {},
});

/** Texts of modules that come after the first list, by folder. */
const later = new Map<string, Record<Lang, object>>();

/** Adds the texts of a module, in both languages, when its first component loads. */
export function addMessages(folder: string, texts: Record<Lang, object>): void {
  later.set(folder, texts);
  for (const lang of i18n.global.availableLocales as Lang[]) merge(lang, folder, texts);
}
function merge(lang: Lang, folder: string, texts: Record<Lang, object>): void {
  i18n.global.mergeLocaleMessage(lang, { [folder]: texts[lang] });
}

/** Loads the messages of a language once and switches to them; `isWanted`: a person asked again. */
export async function switchLang(lang: Lang, isWanted = false): Promise<void> {
  if (!i18n.global.availableLocales.includes(lang)) {
    const { shared, modules } = await loaders[lang](isWanted);
    i18n.global.setLocaleMessage(lang, { ...shared, ...byFolder(modules) } as never);
    later.forEach((texts, folder) => merge(lang, folder, texts));
  }
  i18n.global.locale.value = lang;
  document.documentElement.lang = lang;
}
