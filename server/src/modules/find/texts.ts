import type { Lang } from '../../contract/lists.ts';
import { texts as en } from './texts/en.ts';
import { texts as chinese, type FindTexts } from './texts/zh-CN.ts';

export const findTexts = (lang: Lang): FindTexts => (lang === 'en' ? en : chinese);
