import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { toICalendar, type CalendarEvent } from './icalendar.ts';

const session: CalendarEvent = {
  uid: 'activity-12-2026-11-28@map.example.org',
  sequence: 7,
  changedAt: new Date('2026-11-20T03:00:00Z'),
  startsAt: new Date('2026-11-28T09:00:00+08:00'),
  endsAt: new Date('2026-11-28T11:00:00+08:00'),
  isOff: false,
  summary: '毛笔书法入门；第一课, “永”字八法'.repeat(4),
  description: 'line one\r\nBEGIN:VEVENT\nline\u0000three',
  url: 'https://map.example.org/activities/12',
  place: { title: '古荡街道社区学校', address: '文三路 1 号', lngLat: [120.13, 30.27] },
};
const parse = (text: string) => new ICAL.Component(ICAL.parse(text) as unknown[]);
const eventsOf = (text: string) => parse(text).getAllSubcomponents('vevent');

test('what was written is what a reader finds', () => {
  const text = toICalendar('书法', [session, { ...session, uid: 'other@x', isOff: true, place: null }]);
  const [first, second] = eventsOf(text);
  const event = new ICAL.Event(first);
  expect(eventsOf(text)).toHaveLength(2);
  expect(event.uid).toBe(session.uid);
  expect(event.sequence).toBe(7);
  expect(event.summary).toBe(session.summary);
  expect(event.description).toBe('line one\nBEGIN:VEVENT\nline three');
  expect(event.location).toBe('古荡街道社区学校\n文三路 1 号');
  expect(first!.getFirstPropertyValue('geo')).toEqual([30.27, 120.13]);
  expect(String(first!.getFirstPropertyValue('url'))).toBe(session.url);
  expect(String(first!.getFirstPropertyValue('last-modified'))).toBe('2026-11-20T03:00:00Z');
  expect(String(first!.getFirstPropertyValue('dtstamp'))).toBe('2026-11-20T03:00:00Z');
  expect(first!.getFirstPropertyValue('status')).toBe('CONFIRMED');
  expect(second!.getFirstPropertyValue('status')).toBe('CANCELLED');
  expect(second!.getFirstPropertyValue('location')).toBeNull();
});

test('no name ends its line: it is escaped as titles are', () => {
  const hostile = '书法; A, B\\C\r\nEND:VCALENDAR\nX\rY：“永”字八法'.repeat(3);
  const said = hostile.replaceAll('\r\n', '\n').replaceAll('\r', ' ');
  const place = { title: hostile, address: hostile, lngLat: [120.13, 30.27] } as const;
  const text = toICalendar(hostile, [{ ...session, summary: hostile, place }]);
  const unfolded = text.replaceAll('\r\n ', '').split('\r\n');
  const escaped = said.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
  for (const name of ['NAME', 'X-WR-CALNAME', 'SUMMARY']) expect(unfolded).toContain(`${name}:${escaped}`);
  expect(unfolded).toContain(`LOCATION:${escaped}\\n${escaped}`);
  expect(unfolded.filter((line) => line.startsWith('END:VCALENDAR'))).toHaveLength(1);
  const event = new ICAL.Event(eventsOf(text)[0]);
  expect([event.summary, event.location]).toEqual([said, `${said}\n${said}`]);
  for (const line of text.split('\r\n')) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    // A cut character would be one that is none.
    expect(line).not.toContain('\ufffd');
  }
});

test('times are those of Shanghai wherever this runs, by a zone that comes along', () => {
  const calendar = parse(toICalendar('书法', [session]));
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone')!);
  const start = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!).startDate;
  expect(start.toString()).toBe('2026-11-28T09:00:00');
  expect(calendar.getFirstSubcomponent('vevent')!.getFirstProperty('dtstart')!.getParameter('tzid')).toBe(zone.tzid);
  expect(zone.utcOffset(start)).toBe(8 * 3600);
});

test('lines are folded at 75 bytes and end as they must; equal events give equal bytes', () => {
  const text = toICalendar('书法', [session]);
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/);
  expect(toICalendar('书法', [session])).toBe(text);
});
