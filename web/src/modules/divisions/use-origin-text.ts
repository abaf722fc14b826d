import { isCoarse, tellExactness } from '@zlm/server/contract/words/exactness';
import { computed } from 'vue';
import { useText } from '../../i18n/use-text.ts';
import type { messages } from './messages/zh-CN.ts';
import { useOrigin, type Origin } from './origin.ts';

export const useDivisionText = () => useText<{ divisions: typeof messages }>();

/** 离西湖区, 离某镇（约）, 离我的位置 */
export function useOriginText() {
  const { t, lang } = useDivisionText();

  function name(origin: Origin): string {
    const named = lang.value === 'en' ? origin.nameEn : origin.name;
    const own = origin.place === 'me' ? t('divisions.me') : named;
    return isCoarse(origin.accuracy) ? t('divisions.approximately', { name: own }) : own;
  }
  return { name, from: (origin: Origin) => t('divisions.from', { name: name(origin) }) };
}

/** How far off the starting point may be: 3公里 */
export function useExactness() {
  const { lang } = useDivisionText();
  const origin = useOrigin();
  return computed(() => tellExactness(origin.accuracy, lang.value));
}
