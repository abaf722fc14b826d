import { addMessages } from '../../i18n/locale.ts';
import { useText } from '../../i18n/use-text.ts';
import type { UiTexts } from '../../ui/later-text.ts';
import { messages as en } from './later-messages/en.ts';
import { messages } from './later-messages/zh-CN.ts';

addMessages('imports', { 'zh-CN': messages, en });

export const useImportText = () => useText<UiTexts & { imports: typeof messages }>();
