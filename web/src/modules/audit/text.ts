import { addMessages } from '../../i18n/locale.ts';
import { useText } from '../../i18n/use-text.ts';
import { messages as en } from './later-messages/en.ts';
import { messages } from './later-messages/zh-CN.ts';

addMessages('audit', { 'zh-CN': messages, en });

export const useRecordText = () => useText<{ audit: typeof messages }>();
