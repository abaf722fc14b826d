import type { Course } from '@zlm/server/contract';
import { useText } from '../../i18n/use-text.ts';
import type { messages } from './messages/zh-CN.ts';

type Period = Pick<Course['offerings'][number], 'startsOn' | 'endsOn'>;

/** 2026年9月1日 至 2027年1月10日; 随时可学 */
export function usePeriodText(): (period: Period) => string {
  const { t, day } = useText<{ courses: typeof messages }>();
  return ({ startsOn, endsOn }) => {
    if (!startsOn) return t('courses.anyTime');
    if (!endsOn) return t('courses.starts', { from: day(startsOn) });
    return t('courses.period', { from: day(startsOn), to: day(endsOn) });
  };
}
