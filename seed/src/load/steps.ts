import type { Demo } from '../demo/demo.ts';
import type { Step } from '../progress.ts';
import type { Value } from './encode.ts';
import type { Ids } from './rows.ts';
import {
  activityRow,
  campusRows,
  courseRow,
  creditPointRow,
  differenceRows,
  exceptionRows,
  institutionRow,
  offeringRow,
  parentRows,
  placeRow,
  professionRow,
  resourceRow,
} from './rows.ts';

export type Row = Record<string, Value>;
/** A table and its rows, all with the same columns; `total` is a guess where rows are parts of things. */
export interface TableLoad {
  step: Step;
  table: string;
  rows: Iterable<Row>;
  total: number;
}

/** The tables of the demo in an order in which every row finds what it refers to. */
export function* listLoads(demo: Demo, ids: Ids): Generator<TableLoad> {
  const { institutions, places, courses, creditPoints, professions } = demo;
  const own = <T>(things: Iterable<T>, write: (ids: Ids, thing: T) => Row) => map(things, (thing) => write(ids, thing));
  const parts = <T>(things: Iterable<T>, write: (ids: Ids, thing: T) => Iterable<Row>) =>
    flatMap(things, (thing) => write(ids, thing));

  yield { step: 'places', table: 'places', rows: own(places, placeRow), total: places.length };
  yield { step: 'places', table: 'opening_exceptions', rows: parts(places, exceptionRows), total: 0 };
  yield {
    step: 'institutions',
    table: 'institutions',
    rows: own(institutions, institutionRow),
    total: institutions.length,
  };
  yield { step: 'institutions', table: 'institution_parents', rows: parts(institutions, parentRows), total: 0 };
  yield { step: 'institutions', table: 'institution_places', rows: parts(institutions, campusRows), total: 0 };
  const differences: Row[] = [];
  const activities = map(demo.activities(), (activity) => {
    differences.push(...differenceRows(ids, activity));
    return activityRow(ids, activity);
  });
  yield { step: 'activities', table: 'activities', rows: activities, total: demo.counts.activities };
  yield { step: 'activities', table: 'activity_sessions', rows: differences, total: 0 };
  yield { step: 'courses', table: 'professions', rows: map(professions, professionRow), total: 0 };
  yield { step: 'courses', table: 'courses', rows: own(courses, courseRow), total: courses.length };
  yield { step: 'courses', table: 'course_offerings', rows: offeringRows(demo, ids), total: 0 };
  yield {
    step: 'resources',
    table: 'resources',
    rows: own(demo.resources(), resourceRow),
    total: demo.counts.resources,
  };
  yield {
    step: 'credit_points',
    table: 'credit_points',
    rows: own(creditPoints, creditPointRow),
    total: creditPoints.length,
  };
}

function* offeringRows({ courses }: Demo, ids: Ids): Generator<Row> {
  let number = 0;
  for (const course of courses) {
    for (const offering of course.offerings) yield offeringRow(ids, course, offering, number++);
  }
}

function* map<T, R>(things: Iterable<T>, write: (thing: T) => R): Generator<R> {
  for (const thing of things) yield write(thing);
}

function* flatMap<T, R>(things: Iterable<T>, write: (thing: T) => Iterable<R>): Generator<R> {
  for (const thing of things) yield* write(thing);
}
