import type { Day } from '../../../demo/calendar.ts';
import { WEEKDAY_NAMES } from '../../../demo/calendar.ts';
import type { World } from '../../../demo/campuses.ts';
import type { Dice } from '../../../demo/dice.ts';
import { rollEnrolment } from '../../../demo/enrolment.ts';
import type { Enrolment } from '../../../demo/enrolment.ts';
import type { Institution } from '../../../demo/institution.ts';
import type { Place } from '../../../demo/place.ts';
import type { Ring } from '../../../demo/ring.ts';

export interface Offering {
  institution: Institution;
  place: Place | null;
  mode: 'offline' | 'online' | 'mixed';
  starts: Day;
  ends: Day;
  timetable: string;
  enrolment: Enrolment;
  status: 'scheduled' | 'full' | 'cancelled';
}

const COUNT_WEIGHTS = [40, 28, 17, 10, 5] as const;
const MODE_WEIGHTS = [62, 15, 23] as const;
const MODES = ['offline', 'online', 'mixed'] as const;
const STATUSES = ['scheduled', 'full', 'cancelled'] as const;
const TIMES = ['18:30-20:30', '19:00-21:00', '09:00-11:30', '13:30-16:00'] as const;
const HOME_SHARE = 0.45;

/** One to five runs of a course, by its institution and by its learning centres. */
export function rollOfferings(
  dice: Dice,
  { asOf }: World,
  sourceId: string,
  owner: Institution,
  centres: Ring<Institution> | null,
): Offering[] {
  return Array.from({ length: 1 + dice.weighted(COUNT_WEIGHTS) }, (_, at) => {
    const institution = dice.chance(HOME_SHARE) || !centres ? owner : centres.pick(dice);
    const mode = MODES[dice.weighted(MODE_WEIGHTS)]!;
    const place = mode === 'online' ? null : dice.pick(institution.campuses).place;
    const status = STATUSES[dice.weighted([90, 7, 3])]!;
    const starts = asOf + dice.between(-90, 100);
    const ends = Math.max(asOf + dice.between(0, 30), starts + 7 * dice.between(8, 18));
    const enrolment = rollEnrolment(dice, {
      sourceId: `${sourceId}-${at}`,
      phone: institution.phone,
      room: place?.room ?? 300,
      isFull: status === 'full',
      begins: starts >= asOf ? starts : null,
    });
    return { institution, place, mode, starts, ends, timetable: rollTimetable(dice, mode), enrolment, status };
  });
}

function rollTimetable(dice: Dice, mode: Offering['mode']): string {
  if (mode === 'online') return '线上自主学习，每周一次直播答疑';
  const day = dice.between(1, 6);
  return `${WEEKDAY_NAMES[day]}、${WEEKDAY_NAMES[day + 1]} ${dice.pick(TIMES)}`;
}
