import type { Enrolment, Kind } from '@zlm/server/contract';
import { traitsOf } from '@zlm/server/contract/kinds';
import { useSpanText } from '../../things/use-span-text.ts';
import { useEnrolText } from './text.ts';

const DAY_MS = 86_400_000;

/** 本周六 12月5日 09:00–10:30; of an offering its first and last day. */
export function useWhen(): (kind: Kind, span: Pick<Enrolment, 'startsAt' | 'endsAt'>) => string {
  const { t, date } = useEnrolText();
  const spanText = useSpanText();
  return (kind, { startsAt, endsAt }) => {
    if (!startsAt) return t('enrolments.anyTime');
    if (!endsAt) return t('enrolments.from', { from: date(startsAt) });
    if (traitsOf(kind).hasSessions) return spanText({ startsAt, endsAt });
    // It ends with its last day.
    const to = new Date(Date.parse(endsAt) - DAY_MS).toISOString();
    return t('enrolments.period', { from: date(startsAt), to: date(to) });
  };
}
