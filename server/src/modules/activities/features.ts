import {
  idsOf,
  type FeatureSource,
  type RowReader,
  type SessionDifference,
  type SessionTimes,
} from '../../catalogue/feature.ts';
import { ORGANISER } from '../../contract/kinds.ts';

type Row = [
  id: number,
  place: number | null,
  institution: number,
  topics: string,
  audiences: string,
  mode: string,
  format: string,
  status: string,
  price: string | null,
  capacity: number | null,
  seatsLeft: number | null,
  dates: string,
  startsAt: number,
  endsAt: number,
  moreTimes: string,
  confirmedOn: string | null,
];
type Text = [id: number, title: string, description: string, institution: number, topics: string];
type Difference = [
  activity: number,
  day: number,
  isOn: boolean,
  start: number | null,
  end: number | null,
  of: number | null,
];

const ROWS = `SELECT a.id, a.place_id, a.institution_id, a.topics::text, a.audiences::text, a.mode, a.format, a.status,
    a.price_min, a.capacity, a.seats_left, a.session_dates::text,
    (extract(hour FROM a.starts_time) * 60 + extract(minute FROM a.starts_time))::int,
    (extract(hour FROM a.ends_time) * 60 + extract(minute FROM a.ends_time))::int,
    CASE WHEN a.more_starts = '{}' THEN '' ELSE array_to_string(a.more_starts, ',') || '/' || array_to_string(a.more_ends, ',') END,
    a.confirmed_on
  FROM public_activities a`;
const TEXTS = `SELECT a.id, a.title, a.description, a.institution_id, a.topics::text FROM public_activities a`;
// Minutes of Asia/Shanghai wall time: UTC+8.
const DIFFERENCES = `SELECT s.activity_id, s.session_date - date '1970-01-01', s.status NOT IN ('cancelled', 'postponed'),
    floor(extract(epoch FROM s.starts_at) / 60)::int + 480, floor(extract(epoch FROM s.ends_at) / 60)::int + 480,
    (extract(hour FROM s.of_start) * 60 + extract(minute FROM s.of_start))::int
  FROM public_session_differences s`;
const NONE: SessionDifference[] = [];
const MOST_KNOWN = 10_000;
/** Minutes since midnight of 18:30:00. */
const parseClock = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
const OFF = new Set(['cancelled', 'postponed']);

/** An activity with all its sessions, at its place. */
export const activityFeatures: FeatureSource = {
  kind: 'activity',
  async *load(reader, ids) {
    const [loading, batches] = [loadDifferences(reader, ids), reader.batches<Row>(ROWS, 'a.id', ids)];
    // Whoever takes the first batch sees the failure.
    loading.catch(() => undefined);
    for await (const batch of batches) {
      const differences = await loading;
      yield batch.map((row) => {
        const [id, place, institution, topics, audiences, mode, format, status, price, capacity, seatsLeft] = row;
        return {
          id,
          place,
          institution,
          topics,
          audiences,
          modes: mode,
          format,
          status,
          price,
          capacity,
          seatsLeft,
          series: {
            dates: row[11],
            times: toTimes(row[12], row[13], row[14]),
            isOn: !OFF.has(status),
            differences: differences.get(id) ?? NONE,
          },
          endsOn: null,
          pinned: false,
          confirmedOn: row[15],
        };
      });
    }
  },
  async *loadTexts(reader, ids) {
    for await (const batch of reader.batches<Text>(TEXTS, 'a.id', ids)) {
      yield batch.map(([id, title, description, institution, topics]) => ({
        id,
        title,
        description,
        institution,
        topics,
      }));
    }
  },
  shows: [ORGANISER, 'place'],
  async touchedBy(reader, changes) {
    const rows = await reader.rows<[number]>(
      'SELECT id FROM public_activities WHERE institution_id = ANY($1) OR place_id = ANY($2)',
      [idsOf(changes, ORGANISER), idsOf(changes, 'place')],
    );
    return rows.map(([id]) => id);
  },
};

/** Most have one time: few different ones exist. */
const known = new Map<string, readonly SessionTimes[]>();
function toTimes(startsAt: number, endsAt: number, more: string): readonly SessionTimes[] {
  const key = `${startsAt} ${endsAt} ${more}`;
  let times = known.get(key);
  if (!times) {
    const [starts = [], ends = []] = more
      .split('/')
      .map((texts) => (texts === '' ? [] : texts.split(',').map(parseClock)));
    times = [{ startsAt, endsAt }, ...starts.map((start, at) => ({ startsAt: start, endsAt: ends[at]! }))];
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, times);
  }
  return times;
}

async function loadDifferences(reader: RowReader, ids?: readonly number[]): Promise<Map<number, SessionDifference[]>> {
  const byActivity = new Map<number, SessionDifference[]>();
  for await (const batch of reader.batches<Difference>(DIFFERENCES, 's.activity_id', ids)) {
    for (const [activity, day, isOn, start, end, of] of batch) {
      const difference = { day, isOn, start, end, of };
      const known = byActivity.get(activity);
      if (known) known.push(difference);
      else byActivity.set(activity, [difference]);
    }
  }
  return byActivity;
}
