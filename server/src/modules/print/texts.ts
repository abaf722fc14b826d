import type { Lang } from '../../contract/lists.ts';
import { texts as en } from './texts/en.ts';
import { texts as chinese, type PrintTexts } from './texts/zh-CN.ts';

export const printTexts = (lang: Lang): PrintTexts => (lang === 'en' ? en : chinese);
