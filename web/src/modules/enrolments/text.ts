import { addMessages } from '../../i18n/locale.ts';
import { useText } from '../../i18n/use-text.ts';
import { messages as en } from './later-messages/en.ts';
import { messages } from './later-messages/zh-CN.ts';

addMessages('enrolments', { 'zh-CN': messages, en });

export const useEnrolText = () => useText<{ enrolments: typeof messages }>();
