import {
  CalendarBroken,
  readCalendar,
  type EventFlaw,
  type ReadCalendar,
  type ReadEvent,
} from '../../formats/read-calendar.ts';
import { decodeText } from '../../formats/text.ts';
import { BrokenFile, MAX_ROWS } from '../broken-file.ts';
import type { Column } from '../reading/columns.ts';
import { bilingual, type Issue } from '../reading/issues.ts';
import { withoutUnstorable, type SourceRows } from '../source-rows.ts';

/** What a calendar can say, by the keys of columns. */
const KEYS = [
  ...['id', 'title', 'institution', 'dates', 'times', 'place', 'address', 'lng', 'lat', 'format', 'topics', 'status'],
  ...['description', 'source_url'],
];

const FLAWS: Record<EventFlaw, string> = {
  'no-start': bilingual('没有开始时间，或结束早于开始', 'has no start, or ends before it'),
  zone: bilingual('时区无法识别', 'names an unknown time zone'),
  'too-often': bilingual('一天之内重复多次，请改为每天的时段', 'recurs within a day; write spans of time instead'),
  'too-many': bilingual('场次超过 400 个', 'has more than 400 sessions'),
  'times-differ': bilingual('各场次的北京时间不同，请分开', 'is not held at one time of the day; split it'),
  'too-long': bilingual('一场超过一天，请按天分开', 'lasts longer than a day; split it by days'),
  'bad-rule': bilingual('日期或重复规律无法读出', 'has dates or a rule that cannot be read'),
};

/** Events of a calendar as rows of a table. Throws `BrokenFile`. May never end for a hostile rule: read it in a thread. */
export function readICalendarFile(bytes: Uint8Array, columns: readonly Column[], today: string): SourceRows {
  const names = new Map(columns.map(({ key, zh }) => [key, zh]));
  if (!names.has('dates')) throw new BrokenFile('calendar-kind');
  const { name, events } = parse(bytes, today);
  if (events.length === 0) throw new BrokenFile('no-rows');
  if (events.length > MAX_ROWS) throw new BrokenFile('too-many-rows');
  const keys = KEYS.filter((key) => names.has(key));
  const result: SourceRows = {
    ...{ rows: [], rejected: [], labels: new Map<string, string>(), unknownColumns: [], warnings: [] },
    headers: keys.map((key) => ({ header: names.get(key)!, column: key })),
    table: [],
  };
  const issue = (line: number, key: string, rest: Pick<Issue, 'code' | 'detail'>): Issue => ({
    ...{ line, column: names.get(key) ?? key, value: '' },
    ...rest,
  });
  const [changed, mains] = [changesOf(events), mainsOf(events)];
  for (const event of events) {
    const days = daysOf(event, changed.get(event.uid) ?? []);
    const values = toValues(event, days, name);
    const line = event.number;
    result.table.push({ line, cells: keys.map((key) => values.get(key) ?? '') });
    if (event.flaw) result.rejected.push(issue(line, 'dates', { code: 'calendar', detail: FLAWS[event.flaw] }));
    else if (!isTakenIn(event, mains)) {
      result.rows.push({ line, values, original: Object.fromEntries(values) });
      const guessed = { code: 'format-guessed' as const, detail: bilingual(...labelOf(values.get('format')!)) };
      result.warnings!.push(issue(line, 'format', guessed));
      if (event.cutAt) result.warnings!.push(issue(line, 'dates', { code: 'dates-cut', detail: event.cutAt }));
    } else if (!isSameTime(event, mains)) {
      const detail = bilingual(
        '这一场改了时间，只能单独写成一项',
        'changes the time of one session; write it as a thing of its own',
      );
      result.rejected.push(issue(line, 'times', { code: 'calendar', detail }));
    }
  }
  return withoutUnstorable(result, 'UID');
}

function parse(bytes: Uint8Array, today: string): ReadCalendar {
  const decoded = decodeText(bytes);
  if ('flaw' in decoded) throw new BrokenFile(decoded.flaw);
  try {
    return readCalendar(decoded.text, today);
  } catch (cause) {
    if (cause instanceof CalendarBroken) throw new BrokenFile('calendar', cause.message);
    throw cause;
  }
}

type Mains = ReadonlyMap<string, ReadEvent>;
const mainsOf = (events: readonly ReadEvent[]): Mains =>
  new Map(events.filter(({ replaces, flaw }) => replaces === null && flaw === null).map((event) => [event.uid, event]));
/** It only changes a session of another event, which says so itself. */
const isTakenIn = ({ uid, replaces }: ReadEvent, mains: Mains) => replaces !== null && mains.has(uid);
const isOff = ({ texts }: ReadEvent) => texts.status.toUpperCase() === 'CANCELLED';
function isSameTime(event: ReadEvent, mains: Mains): boolean {
  const main = mains.get(event.uid);
  return isOff(event) || (main?.starts === event.starts && main.ends === event.ends);
}

function changesOf(events: readonly ReadEvent[]): Map<string, ReadEvent[]> {
  const byUid = new Map<string, ReadEvent[]>();
  for (const event of events) {
    if (event.replaces === null || event.flaw !== null) continue;
    byUid.set(event.uid, [...(byUid.get(event.uid) ?? []), event]);
  }
  return byUid;
}

/** Without the sessions that were called off, and with the new day of those that were moved. */
function daysOf(event: ReadEvent, changes: readonly ReadEvent[]): string[] {
  if (event.replaces !== null) return event.days;
  const left = new Set(event.days);
  for (const change of changes) {
    if (!left.delete(change.replaces!) || isOff(change)) continue;
    if (change.starts === event.starts && change.ends === event.ends) change.days.forEach((day) => left.add(day));
  }
  return [...left].sort();
}

function toValues(event: ReadEvent, days: readonly string[], calendar: string): Map<string, string> {
  const { texts, starts, ends, endsNextDay, categories, geo } = event;
  const [place = '', ...address] = texts.location.split(/\r?\n|[,，](?=.)/).map((part) => part.trim());
  const span = starts && ends ? `${starts}-${endsNextDay ? '次日' : ''}${ends}` : (starts ?? '');
  const values: Record<string, string> = {
    ...{ id: event.replaces ? `${event.uid}/${event.replaces}` : event.uid, title: texts.summary },
    ...{
      institution: event.organiser || calendar,
      dates: days.join('；'),
      times: span,
      place,
      address: address.join('，'),
    },
    ...{ lng: geo ? String(geo[0]) : '', lat: geo ? String(geo[1]) : '', topics: categories.join('；') },
    ...{ format: days.length > 1 ? 'course-series' : 'lecture', status: isOff(event) ? 'cancelled' : '' },
    ...{ description: texts.description, source_url: texts.url },
  };
  return new Map(Object.entries(values).filter(([, value]) => value !== ''));
}

const labelOf = (format: string): [string, string] =>
  format === 'lecture' ? ['讲座', 'a lecture'] : ['系列课', 'a course series'];
