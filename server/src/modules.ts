import type { Config } from './config.ts';
import { KINDS, type Kind } from './contract/kinds.ts';
import { deriveViews } from './db/index.ts';
import type { Module, Parts, Served, Thing, ThingModule } from './module.ts';
import { accounts } from './modules/accounts/module.ts';
import { activities } from './modules/activities/module.ts';
import { applications } from './modules/applications/module.ts';
import { audit } from './modules/audit/module.ts';
import { deriveRoles } from './modules/authority/derived.ts';
import { authority } from './modules/authority/module.ts';
import { basemap } from './modules/basemap/module.ts';
import { contacts } from './modules/contacts/module.ts';
import { merging } from './modules/merging/module.ts';
import { ogcFeatures } from './modules/ogc-features/module.ts';
import { openData } from './modules/open-data/module.ts';
import { passkeys } from './modules/passkeys/module.ts';
import { passwords } from './modules/passwords/module.ts';
import { realNames } from './modules/real-names/module.ts';
import { secondFactors } from './modules/second-factors/module.ts';
import { signOn } from './modules/sign-on/module.ts';
import { stepUp } from './modules/step-up/module.ts';
import { changes } from './modules/changes/module.ts';
import { courses } from './modules/courses/module.ts';
import { creditPoints } from './modules/credit-points/module.ts';
import { delegations } from './modules/delegations/module.ts';
import { enrolments } from './modules/enrolments/module.ts';
import { demoAccounts } from './modules/demo-accounts/module.ts';
import { divisions } from './modules/divisions/module.ts';
import { deriveTold } from './modules/feeds/derived.ts';
import { feeds } from './modules/feeds/module.ts';
import { find } from './modules/find/module.ts';
import { deriveFreshness } from './modules/freshness/derived.ts';
import { freshness } from './modules/freshness/module.ts';
import { imports } from './modules/imports/module.ts';
import { sources } from './modules/sources/module.ts';
import { institutions } from './modules/institutions/module.ts';
import { jobs } from './modules/jobs/module.ts';
import type { RunnableJob } from './modules/jobs/runner.ts';
import { institutionTree } from './modules/institution-tree/module.ts';
import { moderation } from './modules/moderation/module.ts';
import { map } from './modules/map/module.ts';
import { pins } from './modules/pins/module.ts';
import { derivePins } from './modules/pins/derived.ts';
import { places } from './modules/places/module.ts';
import { derivePhotos } from './modules/media/derived.ts';
import { media } from './modules/media/module.ts';
import { deriveOfferers } from './modules/placing/derived.ts';
import { placing } from './modules/placing/module.ts';
import { print } from './modules/print/module.ts';
import { derivePersonal } from './modules/privacy/derived.ts';
import { privacy } from './modules/privacy/module.ts';
import { isochrones } from './modules/isochrones/module.ts';
import { reports } from './modules/reports/module.ts';
import { messages } from './modules/messages/module.ts';
import { webhooks } from './modules/webhooks/module.ts';
import { resources } from './modules/resources/module.ts';
import { search } from './modules/search/module.ts';
import { sitemap } from './modules/sitemap/module.ts';
import { staffAccounts } from './modules/staff-accounts/module.ts';
import { coverage } from './modules/coverage/module.ts';
import { timetable } from './modules/timetable/module.ts';
import { understanding } from './modules/understanding/module.ts';
import { vocabularies } from './modules/vocabularies/module.ts';

/** The module of each kind. */
const ofKinds: Record<Kind, ThingModule> = {
  institution: institutions,
  activity: activities,
  course: courses,
  resource: resources,
  credit_point: creditPoints,
};

export const modules: readonly Module[] = [
  audit,
  accounts,
  authority,
  enrolments,
  messages,
  delegations,
  privacy,
  contacts,
  merging,
  passkeys,
  passwords,
  realNames,
  secondFactors,
  stepUp,
  signOn,
  applications,
  staffAccounts,
  demoAccounts,
  ...KINDS.map((kind) => ofKinds[kind]),
  places,
  pins,
  moderation,
  imports,
  sources,
  webhooks,
  freshness,
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
  openData,
  ogcFeatures,
  feeds,
  institutionTree,
  isochrones,
  coverage,
  reports,
  understanding,
  placing,
  jobs,
  media,
];

/** Clusters count their kinds in this order. */
export const things: readonly Thing[] = KINDS.map((kind) => ofKinds[kind].thing);
export const features = things.map((thing) => thing.features);
/** What people write, by its forms. */
export const pinned = modules.flatMap(({ pin }) => (pin ? [pin] : []));
/** Erased in this order. */
export const personal = modules.flatMap((module) => module.personal ?? []);
/** What the database derives from the lists of things, roles and personal tables. */
const namedFiles = modules.flatMap((module) => module.namedFiles ?? []);
export const derived = [
  ...deriveViews(things),
  ...derivePhotos(things, namedFiles),
  ...deriveRoles(),
  ...deriveTold(things),
  ...derivePins(pinned),
  ...deriveOfferers(things),
  ...deriveFreshness(things, pinned),
  ...derivePersonal(personal),
];

type Given = Omit<Parts, 'things' | 'pinned' | 'personal' | 'flags'>;
const join = (given: Given): Parts => ({
  ...given,
  ...{ things, pinned, personal },
  // Made for who asks for them: they read files.
  get flags() {
    return modules.flatMap((module) => module.flags?.({ config: given.config, pinned, things }) ?? []);
  },
});

export function serveModules(given: Given): Served[] {
  const parts = join(given);
  const pages = things.map(({ kind, page }) =>
    parts.pages.thing({ kind, write: (id, context) => page(parts, id, context) }),
  );
  return [{ pages }, ...modules.map((module) => module.serve?.(parts) ?? {})];
}
/** The jobs of all modules, with what these may be built with. */
export function bindJobs(given: Given, from: readonly Module[] = modules): RunnableJob[] {
  const parts = join(given);
  const kinds = from.flatMap(({ jobs }) => jobs ?? []);
  return kinds.map(({ run, ...settings }) => ({ ...settings, run: (job) => run(parts, job) }));
}
export const checkModules = (config: Config) =>
  Promise.all(modules.flatMap(({ check }) => (check ? [check(config)] : [])));
