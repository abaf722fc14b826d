import type { Day } from '../../../demo/calendar.ts';
import type { World } from '../../../demo/campuses.ts';
import type { Dice } from '../../../demo/dice.ts';
import { rollEnrolment } from '../../../demo/enrolment.ts';
import type { Enrolment } from '../../../demo/enrolment.ts';
import type { Institution } from '../../../demo/institution.ts';
import type { Place } from '../../../demo/place.ts';
import type { Ring } from '../../../demo/ring.ts';
import type { Facts } from '../../../demo/topics/facts.ts';
import { ONLINE, rollTimetable } from './timetable.ts';

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
const HOME_SHARE = 0.45;

export interface OfferingTerms {
  sourceId: string;
  owner: Institution;
  centres: Ring<Institution> | null;
  facts: Facts;
  audiences: readonly string[];
}

/** One to five runs of a course, by its institution and by its learning centres. */
export function rollOfferings(dice: Dice, { asOf }: World, terms: OfferingTerms): Offering[] {
  const { sourceId, owner, centres, facts, audiences } = terms;
  return Array.from({ length: 1 + dice.weighted(COUNT_WEIGHTS) }, (_, at) => {
    const partner = dice.chance(HOME_SHARE) || !centres ? owner : centres.pick(dice);
    const institution = roomsOf(partner, facts).length > 0 ? partner : owner;
    const rooms = roomsOf(institution, facts);
    const rolled = MODES[dice.weighted(MODE_WEIGHTS)]!;
    const mode = rooms.length > 0 ? rolled : 'online';
    const place = mode === 'online' ? null : dice.pick(rooms);
    const status = STATUSES[dice.weighted([90, 7, 3])]!;
    const starts = asOf + dice.between(-90, 100);
    const ends = Math.max(asOf + dice.between(0, 30), starts + 7 * dice.between(8, 18));
    const enrolment = rollEnrolment(dice, {
      sourceId: `${sourceId}-${at}`,
      phone: institution.phone,
      room: place?.room ?? 300,
      group: facts.group,
      isWalkIn: false,
      isFull: status === 'full',
      begins: starts >= asOf ? starts : null,
    });
    const timetable = place ? rollTimetable(dice, place, facts, audiences) : ONLINE;
    return { institution, place, mode, starts, ends, timetable, enrolment, status };
  });
}

/** The places of an institution that have a room for it. */
function roomsOf({ campuses }: Institution, { spaces }: Facts): Place[] {
  return campuses.flatMap(({ place }) => (place.spaces.some((space) => spaces.includes(space)) ? place : []));
}
