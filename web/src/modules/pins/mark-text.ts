import { useText } from '../../i18n/use-text.ts';
import { addMessages } from '../../i18n/locale.ts';

const messages = { publish: '发布', manage: '编辑和发布' };
addMessages('pin-marks', { 'zh-CN': messages, en: { publish: 'Publish', manage: 'Edit and publish' } });

/** The few words of the buttons, without those of the form. */
export const useMarkText = () => useText<{ 'pin-marks': typeof messages }>();
