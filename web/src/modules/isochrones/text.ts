import { useText } from '../../i18n/use-text.ts';
import type { messages } from './messages/zh-CN.ts';

export const useIsochroneText = () => useText<{ isochrones: typeof messages }>();
