import { TZDate } from '@date-fns/tz';
import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/** One happening; times are instants, text is as the source wrote it. */
export interface CalendarEvent {
  /** Stays the same however often the event is written. */
  uid: string;
  /** Grows with each change. */
  sequence: number;
  changedAt: Date;
  startsAt: Date;
  endsAt: Date;
  isOff: boolean;
  summary: string;
  description: string;
  url: string;
  place: { title: string; address: string; lngLat: readonly [lng: number, lat: number] | null } | null;
}

const ZONE = 'Asia/Shanghai';
// Since 1991 one offset and no summer time.
const SHANGHAI = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19910915T010000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');
// Neither belongs into a text of RFC 5545.
const CONTROLS = /[^\P{Cc}\n]/gu;

/** RFC 5545 with the time zone of Shanghai; equal events give equal bytes. */
export function toICalendar(name: string, events: readonly CalendarEvent[]): string {
  const calendar = new ICalCalendar({
    // The library escapes the texts of events alone.
    name: escaped(plain(name)),
    prodId: { company: 'Zhejiang Learning Map', product: 'Activities', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    // Named here, the zone would reach DTSTAMP and LAST-MODIFIED too, which RFC 5545 wants in UTC.
    timezone: { name: null, generator: () => SHANGHAI },
  });
  for (const event of events) {
    calendar.createEvent({
      id: event.uid,
      sequence: event.sequence,
      stamp: event.changedAt,
      lastModified: event.changedAt,
      start: inShanghai(event.startsAt),
      end: inShanghai(event.endsAt),
      timezone: ZONE,
      status: event.isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      summary: plain(event.summary),
      description: plain(event.description),
      url: event.url,
      location: event.place && {
        title: plain(event.place.title),
        address: plain(event.place.address),
        ...(event.place.lngLat && { geo: { lon: event.place.lngLat[0], lat: event.place.lngLat[1] } }),
      },
    });
  }
  return `${calendar.toString()}\r\n`;
}

/** A plain date would be written in the zone of this process. */
const inShanghai = (at: Date) => new TZDate(at.getTime(), ZONE);
/** A TEXT of RFC 5545, section 3.3.11. */
const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
const plain = (text: string) => text.replaceAll('\r\n', '\n').replace(CONTROLS, ' ');
