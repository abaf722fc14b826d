import type { Day } from '../../../demo/calendar.ts';
import type { Dice } from '../../../demo/dice.ts';
import type { Institution } from '../../../demo/institution.ts';
import { isOpenFor, weekdaysOf } from '../../../demo/opening.ts';
import type { Place } from '../../../demo/place.ts';
import type { Venues } from '../../../demo/places.ts';
import type { Facts, Part } from '../../../demo/topics/facts.ts';
import type { Lesson } from './lesson.ts';
import { rollSchedule } from './schedule.ts';
import type { Schedule } from './schedule.ts';

export interface MeetingTerms {
  asOf: Day;
  lesson: Lesson;
  institution: Institution;
  venues: Venues;
  isPlaced: boolean;
}
export interface Meeting {
  schedule: Schedule;
  /** The town by which people know it: where its institution is at home. */
  town: string | null;
  /** Null where it has none, or no house far and wide has such a room open. */
  place: Place | null;
}

// Times are set by what the own houses allow, never by a venue: a neighbour that comes or goes must not move them.
const TRIES = 3;

export function rollMeeting(dice: Dice, { asOf, lesson, institution, venues, isPlaced }: MeetingTerms): Meeting {
  const { parts, facts, format } = lesson;
  const { level, town } = institution;
  // Nobody else has machines to lend.
  const isHome = dice.chance(level === 'village' ? 0.75 : 0.45) || facts.spaces[0] === 'machines';
  const [choice, at] = [dice.next(), dice.next()];
  // Offices of counties and cities also teach in the other towns of the county.
  const away = level === 'county' || level === 'city' || level === 'province' ? dice.pick(town.county.towns) : town;
  const houses = listHouses(institution, facts);
  const roll = (part: Part) => rollSchedule(dice, asOf, { part, minutes: facts.minutes, format });
  const findHouse = (schedule: Schedule) => {
    const open = houses.filter((place) => isOpenFor(place, schedule));
    // The main one comes first, and is the likeliest.
    return choice < 0.6 ? open[0] : open[Math.floor(((choice - 0.6) / 0.4) * open.length)];
  };

  let schedule = roll(parts[0]!);
  let house = findHouse(schedule);
  for (let attempt = 1; isHome && houses.length > 0 && !house && attempt < TRIES; attempt++) {
    schedule = roll(parts[attempt % parts.length]!);
    house = findHouse(schedule);
  }
  if (!isPlaced) return { schedule, place: null, town: town.name };
  if (isHome && house) return { schedule, place: house, town: house.town.name };
  const weekdays = weekdaysOf(schedule.dates);
  const fits = (place: Place) => hasRoom(place, facts) && isOpenFor(place, schedule, weekdays);
  for (const ring of venues.around(away, town)) {
    const venue = ring.find(at, fits);
    if (venue) return { schedule, place: venue, town: null };
  }
  return { schedule, place: house ?? null, town: null };
}

const hasRoom = (place: Place, { spaces }: Facts) => spaces.some((space) => place.spaces.includes(space));

const listHouses = ({ campuses }: Institution, facts: Facts) =>
  campuses.flatMap(({ place }) => (hasRoom(place, facts) ? place : []));
