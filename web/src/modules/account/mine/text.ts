import type { Lang } from '@zlm/server/contract';
import { addMessages } from '../../../i18n/locale.ts';
import { useText } from '../../../i18n/use-text.ts';
import { messages as en } from './later-messages/en.ts';
import { messages } from './later-messages/zh-CN.ts';

addMessages('mine', { 'zh-CN': messages, en });

type Acts = Record<string, Record<string, string>>;
const ACTS: Record<Lang, Acts> = { 'zh-CN': messages.acts, en: en.acts };
const TEXTS = { 'zh-CN': messages, en };
/** `accounts.unmask`, in words; what was refused says so. */
export function nameOfAct(action: string, lang: Lang): string {
  const [noun = '', verb = '', refused] = action.split('.');
  const name = ACTS[lang][noun]?.[verb] ?? TEXTS[lang].logOther;
  return refused === undefined ? name : `${name} (${TEXTS[lang].logRefused})`;
}

export const useMineText = () => useText<{ mine: typeof messages }>();
