import { useNow } from '../state/now.ts';
import { useText } from '../i18n/use-text.ts';
import { wordSession } from '@zlm/server/contract/words/session';

interface Span {
  startsAt: string;
  endsAt: string;
}

/** 今天 14:00, 本周六 09:00, 12月3日周四 09:00; `hasEnd`: 今天 14:00–15:30 */
export function useSessionText(): (span: Span, hasEnd?: boolean) => string {
  const { t, weekday, monthDay, clock } = useText();
  const now = useNow();

  return ({ startsAt, endsAt }, hasEnd) => {
    const starts = Date.parse(startsAt);
    const wording = wordSession(starts, Date.parse(endsAt), now.value);
    return t(`session.${wording.key}`, {
      start: clock(startsAt) + (hasEnd ? `–${clock(endsAt, starts)}` : ''),
      end: clock(endsAt, now.value),
      date: monthDay(startsAt),
      weekday: 'weekday' in wording ? weekday(wording.weekday) : '',
    });
  };
}
