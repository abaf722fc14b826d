import type { Lang } from '../../contract/lists.ts';

const TEXTS = {
  'zh-CN': { openNow: '现在开放', near: '所在位置附近' },
  en: { openNow: 'Open now', near: 'Near where you are' },
} as const;

export const understandingTexts = (lang: Lang) => TEXTS[lang];
