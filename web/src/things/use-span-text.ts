import { shanghaiDay, weekdayOf, wordSession } from '@zlm/server/contract/words/session';
import { useNow } from '../state/now.ts';
import { useThingText } from './text.ts';

interface Span {
  startsAt: string;
  endsAt: string;
}

/** 本周六 12月5日 09:00–10:30: the whole of it, to be remembered on the way there. */
export function useSpanText(): (span: Span) => string {
  const { t, weekday, date, clock } = useThingText();
  const now = useNow();

  function dayOf(starts: number, ends: number): string {
    const wording = wordSession(starts, ends, now.value);
    if (wording.key === 'on') return t('whens.now');
    if (wording.key === 'onDate') return weekday(weekdayOf(shanghaiDay(starts)));
    const named = 'weekday' in wording ? weekday(wording.weekday) : '';
    return t(`session.${wording.key}`, { weekday: named, start: '' }).trim();
  }
  return ({ startsAt, endsAt }) => {
    const [starts, ends] = [Date.parse(startsAt), Date.parse(endsAt)];
    return t('things.span', {
      day: dayOf(starts, ends),
      date: date(startsAt),
      start: clock(startsAt),
      end: clock(endsAt, starts),
    });
  };
}
