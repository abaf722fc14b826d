import type { Lang, Session } from '@zlm/server/contract';
import { toUrl } from '../../api/call.ts';

/** Where the calendar file of an activity is, or of one of its sessions. */
export function calendarHref(id: number, lang: Lang, session?: Pick<Session, 'date' | 'start'>): string {
  return toUrl(
    '/api/activities/{id}/calendar.ics',
    { id: String(id) },
    { session: session?.date, start: session?.start, lang: lang === 'en' ? lang : undefined },
  );
}
