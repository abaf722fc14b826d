import { addMessages } from '../i18n/locale.ts';
import { useText } from '../i18n/use-text.ts';
import { messages as en } from './later-messages/en.ts';
import { messages } from './later-messages/zh-CN.ts';

addMessages('ui', { 'zh-CN': messages, en });

export interface UiTexts {
  ui: typeof messages;
}
/** Words of tables and forms, which all come after the first list. */
export const useUiText = () => useText<UiTexts>();
