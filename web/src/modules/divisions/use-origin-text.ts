import { useText } from '../../i18n/use-text.ts';
import type { messages } from './messages/zh-CN.ts';
import type { Origin } from './origin.ts';

export const useDivisionText = () => useText<{ divisions: typeof messages }>();

/** 离西湖区, 离约某镇, 离我 */
export function useOriginText() {
  const { t, lang } = useDivisionText();

  function name(origin: Origin): string {
    if (origin.place === 'me') return t('divisions.me');
    const own = lang.value === 'en' ? origin.nameEn : origin.name;
    return origin.approximate ? t('divisions.approximately', { name: own }) : own;
  }
  return { name, from: (origin: Origin) => t('divisions.from', { name: name(origin) }) };
}
