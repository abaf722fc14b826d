import ICAL from 'ical.js';
import { OFFSET_MINUTES } from './shanghai-time.ts';

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

// Of 75 bytes of a line the library counts all but the space it goes on with.
ICAL.foldLength = 74;

const ZONE = 'Asia/Shanghai';
// Neither belongs into a text of RFC 5545.
const CONTROLS = /[^\P{Cc}\n]/gu;

/** RFC 5545 with the time zone of Shanghai; equal events give equal bytes. `refresh`: how often to ask again, as PT1H. */
export function toICalendar(name: string, events: readonly CalendarEvent[], refresh?: string): string {
  const calendar = new ICAL.Component('vcalendar');
  // The library escapes the texts that it knows.
  const title = escaped(plain(name));
  for (const [key, text] of [
    ['version', '2.0'],
    ['prodid', '-//Zhejiang Learning Map//Activities//ZH'],
    ['method', 'PUBLISH'],
    ['name', title],
    ['x-wr-calname', title],
  ] as const) {
    calendar.addPropertyWithValue(key, text);
  }
  if (refresh !== undefined) {
    // RFC 7986, and what was read before it.
    calendar.addPropertyWithValue('refresh-interval', refresh).setParameter('value', 'DURATION');
    calendar.addPropertyWithValue('x-published-ttl', refresh);
  }
  calendar.addSubcomponent(shanghai());
  for (const event of events) calendar.addSubcomponent(toEvent(event));
  return `${calendar.toString()}\r\n`;
}

function toEvent({
  uid,
  sequence,
  changedAt,
  startsAt,
  endsAt,
  isOff,
  summary,
  description,
  url,
  place,
}: CalendarEvent) {
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', uid);
  event.addPropertyWithValue('sequence', sequence);
  event.addPropertyWithValue('dtstamp', inUtc(changedAt));
  event.addPropertyWithValue('last-modified', inUtc(changedAt));
  for (const [key, at] of [
    ['dtstart', startsAt],
    ['dtend', endsAt],
  ] as const) {
    event.addPropertyWithValue(key, inShanghai(at)).setParameter('tzid', ZONE);
  }
  event.addPropertyWithValue('status', isOff ? 'CANCELLED' : 'CONFIRMED');
  event.addPropertyWithValue('summary', plain(summary));
  event.addPropertyWithValue('description', plain(description));
  event.addPropertyWithValue('url', url);
  if (place) {
    event.addPropertyWithValue('location', [place.title, place.address].map(plain).filter(Boolean).join('\n'));
    if (place.lngLat) event.addPropertyWithValue('geo', [place.lngLat[1], place.lngLat[0]]);
  }
  return event;
}

/** Since 1991 one offset and no summer time. */
function shanghai() {
  const standard = new ICAL.Component('standard');
  standard.addPropertyWithValue('dtstart', ICAL.Time.fromDateTimeString('1991-09-15T01:00:00'));
  const offset = ICAL.UtcOffset.fromSeconds(OFFSET_MINUTES * 60);
  standard.addPropertyWithValue('tzoffsetfrom', offset);
  standard.addPropertyWithValue('tzoffsetto', offset);
  standard.addPropertyWithValue('tzname', 'CST');
  const zone = new ICAL.Component('vtimezone');
  zone.addPropertyWithValue('tzid', ZONE);
  zone.addSubcomponent(standard);
  return zone;
}

/** RFC 5545 knows no parts of a second. */
const inUtc = (at: Date) => ICAL.Time.fromDateTimeString(`${at.toISOString().slice(0, 19)}Z`);
/** Without a zone of its own: the parameter names it. */
const inShanghai = (at: Date) =>
  ICAL.Time.fromDateTimeString(new Date(at.getTime() + OFFSET_MINUTES * 60_000).toISOString().slice(0, 19));
/** A TEXT of RFC 5545, section 3.3.11. */
const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
const plain = (text: string) => text.replaceAll('\r\n', '\n').replace(CONTROLS, ' ');
