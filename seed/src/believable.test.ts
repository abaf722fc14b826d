import { describe, expect, test } from 'vitest';
import type { Day } from './demo/calendar.ts';
import { dayText, parseDay, weekdayOf } from './demo/calendar.ts';
import type { Place } from './demo/place.ts';
import { BANDS } from './demo/price-bands.ts';
import { roadsOf } from './demo/streets.ts';
import { FORMAT_FACTS, SUBJECT_FACTS, TOPIC_FACTS } from './demo/topics/facts.ts';
import type { Activity } from './kinds/activities/demo/activity.ts';
import { createWhole } from './testing/demo.ts';

// What a resident reads, judged by names and numbers alone and not by the tables the demo is made with.
const MONDAY = parseDay('2026-11-23');
const asOf = MONDAY;
const demo = createWhole({ scale: 0.1, asOf });
const { activities, places, courses, world } = demo;
const held = activities.filter(({ place }) => place !== null) as (Activity & { place: Place })[];
const isWalkIn = ({ enrolment }: Pick<Activity, 'enrolment'>) => enrolment.method === 'walk_in';

/** Every session as it takes place, moved ones on their new day. */
function sessionsOf({ schedule: { dates, starts, ends }, differences }: Activity) {
  const moved = new Map(differences.flatMap(({ day, moved }) => (moved ? [[day, moved] as const] : [])));
  return dates.map((day) => moved.get(day) ?? { day, starts, ends });
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

const tell = ({ title, place, schedule }: Activity) =>
  `${title} · ${schedule.starts}-${schedule.ends} · ${place?.name} ${JSON.stringify(place?.openingHours)}`;

function isOpen({ openingHours, exceptions }: Place, { day, starts, ends }: ReturnType<typeof sessionsOf>[number]) {
  const other = exceptions.find((exception) => exception.day === day);
  if (other) return other.opens !== null && other.opens <= starts && ends <= other.closes!;
  const hours = openingHours?.filter(({ days }) => days.includes(weekdayOf(day)));
  return hours?.some(({ opens, closes }) => opens <= starts && ends <= closes) ?? true;
}

describe('when', () => {
  test('every session is inside the opening hours of its place', () => {
    const closed = held.filter((activity) => sessionsOf(activity).some((one) => !isOpen(activity.place, one)));
    expect(closed.map(tell)).toEqual([]);
  });

  test('the two sessions a week of a course are, too', () => {
    const late = courses.flatMap(({ title, offerings }) =>
      offerings.flatMap(({ place, timetable }) => {
        const found = /^周(.)、周(.) (\S+)-(\S+)$/.exec(timetable);
        const weekdays = found?.slice(1, 3).map((name) => '一二三四五六日'.indexOf(name) + 1) ?? [];
        const isFine = weekdays.every((weekday) =>
          isOpen({ ...place!, exceptions: [] }, { day: MONDAY + weekday - 1, starts: found![3]!, ends: found![4]! }),
        );
        return place && !isFine ? `${title} ${timetable} ${place.name}` : [];
      }),
    );
    expect(late).toEqual([]);
  });

  test('no child is meant to be there and at school', () => {
    const pupils = activities.filter(({ audiences }) =>
      audiences.some((one) => one === 'teenagers' || one === 'preschool'),
    );
    expect(pupils.length).toBeGreaterThan(1000);
    const atSchool = ({ day, starts }: { day: Day; starts: string }) =>
      weekdayOf(day) < 6 && starts < '16:00' && !/-(07|08)-|-02-(0[1-9]|1[0-3])$/.test(dayText(day));
    expect(pupils.filter((activity) => sessionsOf(activity).some(atSchool)).map(tell)).toEqual([]);
  });

  test('nothing lasts shorter than 45 minutes or longer than three hours', () => {
    const minutes = (time: string) => 60 * Number(time.slice(0, 2)) + Number(time.slice(3));
    const lengths = activities.map(({ schedule: { starts, ends } }) => minutes(ends) - minutes(starts));
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(45);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(180);
  });
});

describe('enrolment and prices', () => {
  test('what one walks into counts no seats, and is not full', () => {
    const things = [...activities, ...courses.flatMap(({ offerings }) => offerings)].filter(isWalkIn);
    expect(things.length).toBeGreaterThan(2000);
    const counted = things.filter(({ enrolment, status }) => {
      const { capacity, seatsLeft, deadline } = enrolment;
      return capacity !== null || seatsLeft !== null || deadline !== null || status === 'full';
    });
    expect(counted).toEqual([]);
  });

  test('there are no more seats than in the largest room', () => {
    const crowded = held.filter(({ enrolment: { capacity }, place }) => capacity !== null && capacity > place.room);
    expect(crowded.map(tell)).toEqual([]);
    const offered = courses.flatMap(({ offerings }) => offerings);
    expect(offered.filter(({ enrolment, place }) => place && enrolment.capacity! > place.room)).toEqual([]);
  });

  test('morning exercise is outdoors and free', () => {
    const dawn = activities.filter(({ schedule }) => schedule.ends <= '08:30');
    expect(dawn.length).toBeGreaterThan(50);
    const wrong = dawn.filter(({ place, price }) => price.max > 0 || (place && !/(公园|广场)$/.test(place.name)));
    expect(wrong.map(tell)).toEqual([]);
    expect(activities.filter(({ title, schedule }) => title.includes('晨练') && schedule.starts > '08:00')).toEqual([]);
  });

  test('prices stay inside the band of their topic, and what is for the common good is free', () => {
    const bandsOf = ({ topics, title, format }: Activity) => [
      FORMAT_FACTS[format]?.price ?? TOPIC_FACTS[topics[0]!]!.price,
      ...Object.entries(SUBJECT_FACTS).flatMap(([subject, { price }]) =>
        price && title.includes(subject) ? price : [],
      ),
    ];
    const isFair = (activity: Activity) =>
      activity.price.max === 0 ||
      bandsOf(activity)
        .map((name) => BANDS[name])
        .some(({ low, high }) => activity.price.min >= low && activity.price.max <= high);
    const told = activities.filter((activity) => !isFair(activity));
    expect(told.map(({ title, price }) => `${title} ${price.min}-${price.max}`)).toEqual([]);
    expect(activities.filter(({ title, price }) => title.includes('公益') && price.max > 0).map(tell)).toEqual([]);
  });

  test('schools for everybody and for the old ask for little', () => {
    const dear = activities.filter(
      ({ institution: { type }, price }) => /township-school|village|senior|hall|library/.test(type) && price.max > 200,
    );
    expect(dear.map(tell)).toEqual([]);
  });
});

describe('where', () => {
  const OUTDOORS = '公园$|广场$';
  const BOOKS = '图书|书屋';
  const SHOWS = '博物馆|科技馆';
  /** By words of a lesson's title, names of places where nobody looks for it. */
  const UNFIT: readonly (readonly [words: RegExp, places: RegExp])[] = [
    [/书法|国画|英语口语|会计/, new RegExp(`${OUTDOORS}|游泳馆$|舞蹈室$|音乐室$`)],
    [/合唱|民歌|葫芦丝|二胡|古筝|电钢琴|吉他/, new RegExp(`${OUTDOORS}|游泳馆$|${BOOKS}|舞蹈室$|教室$|书画室$`)],
    [/面点|浙菜|点心|卤味|烘焙|戚风|曲奇|手工面包/, new RegExp(`${OUTDOORS}|游泳馆$|${BOOKS}|${SHOWS}|教室$|[厅室]$`)],
    [/电工|焊|数控|发动机/, new RegExp(`${OUTDOORS}|游泳馆$|${BOOKS}|${SHOWS}|礼堂$|老年|[厅室]$`)],
    [/民族舞|形体舞|瑜伽/, new RegExp(`${OUTDOORS}|游泳馆$|${BOOKS}|教室$|音乐室$`)],
  ];
  /** By words of any title, names of places that have what it needs. */
  const NEEDED: readonly (readonly [words: RegExp, places: RegExp])[] = [
    [/游泳/, /游泳馆$/],
    [/羽毛球|乒乓球/, /健身中心$|职工之家|(青少年|儿童)活动中心|职业技术|继续教育学院/],
  ];
  const isLesson = ({ title }: Activity) => !/讲|展|演出|赛|读书会|共读|研学/.test(title);

  test('the place has a room for it', () => {
    const wrong = held.filter((activity) => {
      const { title, place } = activity;
      const isUnfit = UNFIT.some(([words, unfit]) => words.test(title) && unfit.test(place.name));
      return (
        (isUnfit && isLesson(activity)) || NEEDED.some(([words, fit]) => words.test(title) && !fit.test(place.name))
      );
    });
    expect(wrong.map(({ title, place }) => `${title} @ ${place.name}`)).toEqual([]);
  });

  test('a street is one of its township, and house numbers are plausible', () => {
    const wrong = places.filter(({ address, town }) => {
      const { county } = town;
      const area = `${county.city.name}${county.name}${town.name === county.name ? '' : town.name}`;
      const [, street, number] = /^(\D+)(\d+)号$/.exec(address.slice(area.length)) ?? [];
      const isKnown = /(村|社区)$/.test(street!) ? !town.urban : roadsOf(world.seed, town).includes(street!);
      return !address.startsWith(area) || !isKnown || Number(number) < 1 || Number(number) > 400;
    });
    expect(wrong.map(({ name, address }) => `${name}：${address}`)).toEqual([]);
  });

  test('one name and one address a place, two names only for rooms of one house', () => {
    const byName = groupBy(places, ({ town, name }) => `${town.code} ${name}`);
    expect([...byName.values()].filter(({ length }) => length > 1).map(([place]) => place!.address)).toEqual([]);
    const byAddress = groupBy(places, ({ address }) => address);
    const split = [...byAddress].filter(([, there]) => new Set(there.map(({ lng, lat }) => `${lng} ${lat}`)).size > 1);
    expect(split.map(([address, there]) => `${address}: ${there.map(({ name }) => name).join('、')}`)).toEqual([]);
    const bySpot = groupBy(places, ({ lng, lat }) => `${lng} ${lat}`);
    const strangers = [...bySpot.values()].filter((there) => {
      const [house] = [...there].sort((a, b) => a.name.length - b.name.length);
      return there.some(({ name }) => !name.startsWith(house!.name));
    });
    expect(strangers.map((there) => there.map(({ name }) => name))).toEqual([]);
  });

  test('a training provider teaches what its name says', () => {
    const wrong = activities.filter(({ institution: { name }, topics: [topic] }) => {
      if (name.endsWith('外语培训学校')) return /electric|cnc|car-|hair|cooking|dance|instruments/.test(topic!);
      if (name.endsWith('艺术培训中心')) return /electric|cnc|car-|accounting|warehouse|workplace/.test(topic!);
      return false;
    });
    expect(wrong.map(({ title, institution }) => `${title} @ ${institution.name}`)).toEqual([]);
  });
});
