import { useText } from '../../i18n/use-text.ts';
import type { messages } from './messages/zh-CN.ts';

export const useAreaText = () => useText<{ area: typeof messages }>();
