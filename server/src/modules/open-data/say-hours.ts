import type { Hours } from '../../contract/opening-hours.ts';
import type { Lang } from '../../contract/lists.ts';

const DAYS = {
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
};

/** Weekly hours as the import reads them: 周一、周二 08:30-12:00,14:00-17:00；周六 09:00-12:00 */
export function sayHours(hours: Hours, lang: Lang): string {
  const spans = (day: number) =>
    hours
      .filter(({ days }) => days.includes(day))
      .map(({ opens, closes }) => `${opens}-${closes}`)
      .sort()
      .join(',');
  const byTimes = new Map<string, string[]>();
  DAYS[lang].forEach((name, n) => {
    const times = spans(n + 1);
    if (times !== '') byTimes.set(times, [...(byTimes.get(times) ?? []), name]);
  });
  const [comma, semicolon] = lang === 'en' ? [',', '; '] : ['、', '；'];
  return [...byTimes].map(([times, days]) => `${days.join(comma)} ${times}`).join(semicolon);
}
