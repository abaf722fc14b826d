import type { Config } from './config.ts';
import type { Module, Parts, Served } from './module.ts';
import { activities } from './modules/activities/module.ts';
import { basemap } from './modules/basemap/module.ts';
import { changes } from './modules/changes/module.ts';
import { courses } from './modules/courses/module.ts';
import { creditPoints } from './modules/credit-points/module.ts';
import { divisions } from './modules/divisions/module.ts';
import { find } from './modules/find/module.ts';
import { institutions } from './modules/institutions/module.ts';
import { map } from './modules/map/module.ts';
import { print } from './modules/print/module.ts';
import { reach } from './modules/reach/module.ts';
import { reports } from './modules/reports/module.ts';
import { resources } from './modules/resources/module.ts';
import { search } from './modules/search/module.ts';
import { sitemap } from './modules/sitemap/module.ts';
import { supply } from './modules/supply/module.ts';
import { timetable } from './modules/timetable/module.ts';
import { understanding } from './modules/understanding/module.ts';
import { vocabularies } from './modules/vocabularies/module.ts';

/** Clusters count their kinds in this order. */
export const modules: readonly Module[] = [
  institutions,
  activities,
  courses,
  resources,
  creditPoints,
  divisions,
  vocabularies,
  map,
  search,
  timetable,
  basemap,
  changes,
  find,
  print,
  sitemap,
  reach,
  supply,
  reports,
  understanding,
];

export const features = modules.flatMap((module) => module.features ?? []);
export const serveModules = (parts: Parts): Served[] => modules.map((module) => module.serve?.(parts) ?? {});
export const checkModules = (config: Config) =>
  Promise.all(modules.flatMap(({ check }) => (check ? [check(config)] : [])));
