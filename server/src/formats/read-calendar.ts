import ICAL from 'ical.js';
import { fromDayNumber, OFFSET_MINUTES } from './shanghai-time.ts';
import { MOST_SESSIONS } from './series/series.ts';

export class CalendarBroken extends Error {}

/** Why an event cannot be taken. */
export type EventFlaw = 'no-start' | 'zone' | 'too-often' | 'too-many' | 'times-differ' | 'too-long' | 'bad-rule';

export interface ReadEvent {
  /** In the file, from 1. */
  number: number;
  uid: string;
  /** Text by property, unescaped. */
  texts: Readonly<Record<'summary' | 'description' | 'location' | 'url' | 'status', string>>;
  categories: string[];
  organiser: string;
  geo: [lng: number, lat: number] | null;
  /** In Shanghai, ascending. */
  days: string[];
  /** 09:00, in Shanghai; null of what takes whole days. */
  starts: string | null;
  ends: string | null;
  endsNextDay: boolean;
  flaw: EventFlaw | null;
  /** Goes on for ever, and was cut behind this day. */
  cutAt: string | null;
  /** It changes one session of the event of that uid: the day which that had. */
  replaces: string | null;
}
export interface ReadCalendar {
  name: string;
  events: ReadEvent[];
}

const DAY_MINUTES = 1440;
/** What has no end is taken for so many days from today. */
const ENDLESS_DAYS = 366;
// A rule that finds nothing is given up; one that never answers ends with its thread.
const MOST_STEPS = 20_000;

/** Events of RFC 5545 with their sessions up to a limit. Throws `CalendarBroken`. A hostile rule may never end. */
export function readCalendar(text: string, today: string): ReadCalendar {
  const calendars = parse(text);
  const components = calendars.flatMap((calendar) => calendar.getAllSubcomponents('vevent'));
  const name = calendars.map((calendar) => textOf(calendar, 'x-wr-calname') || textOf(calendar, 'name')).find(Boolean);
  return { name: name ?? '', events: components.map((component, at) => readEvent(component, at + 1, today)) };
}

function parse(text: string): ICAL.Component[] {
  try {
    const parsed = ICAL.parse(text) as unknown[];
    const roots = (typeof parsed[0] === 'string' ? [parsed] : parsed) as unknown[][];
    const calendars = roots.map((root) => new ICAL.Component(root));
    if (calendars.every(({ name }) => name !== 'vcalendar')) throw new Error('no VCALENDAR');
    return calendars;
  } catch (cause) {
    throw new CalendarBroken((cause as Error).message, { cause });
  }
}

function textOf(component: ICAL.Component, name: string): string {
  const value: unknown = component.getFirstPropertyValue(name);
  return typeof value === 'string' ? value.trim() : '';
}

function readEvent(component: ICAL.Component, number: number, today: string): ReadEvent {
  const text = (name: string) => textOf(component, name);
  const organiser = component.getFirstProperty('organizer')?.getFirstParameter('cn');
  const base = {
    number,
    uid: text('uid'),
    texts: {
      ...{ summary: text('summary'), description: text('description'), location: text('location') },
      ...{ url: text('url'), status: text('status') },
    },
    categories: component.getAllProperties('categories').flatMap((one) => (one.getValues() as string[]).map(String)),
    organiser: organiser ?? '',
    geo: toGeo(component.getFirstPropertyValue('geo')),
  };
  try {
    return { ...base, ...readTimes(component, today), flaw: null };
  } catch (cause) {
    const flaw = cause instanceof Flawed ? cause.flaw : 'bad-rule';
    return { ...base, ...NO_TIMES, flaw };
  }
}

const NO_TIMES = { days: [], starts: null, ends: null, endsNextDay: false, cutAt: null, replaces: null };

class Flawed extends Error {
  readonly flaw: EventFlaw;
  constructor(flaw: EventFlaw) {
    super(flaw);
    this.flaw = flaw;
  }
}

type Times = Pick<ReadEvent, 'days' | 'starts' | 'ends' | 'endsNextDay' | 'cutAt' | 'replaces'>;

function readTimes(component: ICAL.Component, today: string): Times {
  const start = component.getFirstPropertyValue('dtstart') as ICAL.Time | null;
  if (!start) throw new Flawed('no-start');
  const zone = zoneOf(component);
  const minutes = lengthOf(component, start);
  if (minutes > DAY_MINUTES) throw new Flawed('too-long');
  const { times, isCut } = expand(component, start, today);
  const at = times.map((time) => toShanghai(time, zone));
  const clocks = new Set(at.map(({ clock }) => clock));
  if (clocks.size > 1) throw new Flawed('times-differ');
  const [clock = 0] = clocks;
  const days = [...new Set(at.map(({ day }) => fromDayNumber(day)))].sort();
  const replaced = component.getFirstPropertyValue('recurrence-id') as ICAL.Time | null;
  return {
    days,
    starts: start.isDate ? null : toClock(clock),
    ends: start.isDate || minutes === 0 ? null : toClock(clock + minutes),
    endsNextDay: clock + minutes > DAY_MINUTES,
    cutAt: isCut ? days.at(-1)! : null,
    replaces: replaced && fromDayNumber(toShanghai(replaced, zone).day),
  };
}

/** Midnight at the end of a day is 24:00. */
const toClock = (minutes: number) => {
  const of = minutes === DAY_MINUTES ? DAY_MINUTES : minutes % DAY_MINUTES;
  return `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`;
};

function lengthOf(component: ICAL.Component, start: ICAL.Time): number {
  const end = component.getFirstPropertyValue('dtend') as ICAL.Time | null;
  const duration = component.getFirstPropertyValue('duration') as ICAL.Duration | null;
  const seconds = end ? end.subtractDate(start).toSeconds() : (duration?.toSeconds() ?? 0);
  if (start.isDate) return 0;
  if (seconds < 0) throw new Flawed('no-start');
  return Math.round(seconds / 60);
}

const TOO_OFTEN = new Set(['SECONDLY', 'MINUTELY', 'HOURLY']);

/** Of what has no end those from today for a year. */
function expand(component: ICAL.Component, start: ICAL.Time, today: string): { times: ICAL.Time[]; isCut: boolean } {
  if (!component.hasProperty('rrule') && !component.hasProperty('rdate')) return { times: [start], isCut: false };
  const rules = component.getAllProperties('rrule').map((one) => one.getFirstValue() as ICAL.Recur);
  if (rules.some(({ freq }) => TOO_OFTEN.has(freq))) throw new Flawed('too-often');
  const isEndless = rules.some((rule) => !rule.isFinite());
  const [from, last] = [toText(today, 0), toText(today, ENDLESS_DAYS)];
  const expansion = new ICAL.RecurExpansion({ component, dtstart: start });
  const times: ICAL.Time[] = [];
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const time = expansion.next() as ICAL.Time | undefined;
    if (!time) return { times, isCut: false };
    const day = time.toString().slice(0, 10);
    if (isEndless && day < from) continue;
    if (isEndless && (day > last || times.length === MOST_SESSIONS)) return { times, isCut: true };
    if (times.length === MOST_SESSIONS) throw new Flawed('too-many');
    times.push(time.clone());
  }
  throw new Flawed('too-many');
}

const toText = (day: string, later: number) =>
  fromDayNumber(Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + later);

/** Null where times stand as they are in Shanghai. */
function zoneOf(component: ICAL.Component): string | null {
  const named = component.getFirstProperty('dtstart')?.getFirstParameter('tzid');
  if (!named || /Shanghai|Chongqing|Urumqi|Harbin|China Standard|Beijing|^PRC$|北京|中国/i.test(named)) return null;
  try {
    new Intl.DateTimeFormat('en', { timeZone: named });
    return named;
  } catch {
    throw new Flawed('zone');
  }
}

function toShanghai(time: ICAL.Time, zone: string | null): { day: number; clock: number } {
  const wall = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute) / 60_000;
  const isUtc = time.zone === ICAL.Timezone.utcTimezone;
  const minutes =
    time.isDate || (!isUtc && zone === null) ? wall : (isUtc ? wall : toUtc(wall, zone!)) + OFFSET_MINUTES;
  return { day: Math.floor(minutes / DAY_MINUTES), clock: minutes - Math.floor(minutes / DAY_MINUTES) * DAY_MINUTES };
}

/** Wall minutes of a zone in UTC: its offset is that at about the same time. */
function toUtc(wall: number, zone: string): number {
  const offsetAt = (utc: number) => {
    const parts = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    return Date.parse(`${parts.format(utc * 60_000).replace(' ', 'T')}Z`) / 60_000 - utc;
  };
  const about = wall - offsetAt(wall);
  return wall - offsetAt(about);
}

function toGeo(value: unknown): [number, number] | null {
  const [lat, lng] = Array.isArray(value) ? (value as unknown[]).map(Number) : [];
  return lng !== undefined && lat !== undefined && Number.isFinite(lng) && Number.isFinite(lat) ? [lng, lat] : null;
}
