import type { Lang } from '@zlm/server/contract';
import { toUrl } from '../../api/call.ts';

/** Where the calendar file of an activity is, or of its session on one day. */
export function calendarHref(id: number, lang: Lang, session?: string): string {
  return toUrl(
    '/api/activities/{id}/calendar.ics',
    { id: String(id) },
    { session, lang: lang === 'en' ? lang : undefined },
  );
}
