import type { Cell, Rule } from './cells.ts';
import { FEED_URL, type PlantedSource } from './planted-source.ts';
import type { Actor, Model, Target, World } from './world.ts';

export interface Probe {
  what: string;
  sql: string;
  expected: string;
  cells?: number;
}

/** Tables whose rows are seen where the source is. */
export const SOURCE_TABLES = [
  ...['sources', 'source_records', 'source_runs', 'source_conflicts'],
  ...['webhooks', 'webhook_messages', 'webhook_tries'],
] as const;
export const seen = (actor: Actor, { targets }: World, model: Model): Target[] =>
  targets.filter(({ source, institution }) => source !== null && model.may(actor, 'sources.read', institution));
export const countSeenSources = (actor: Actor, world: World, model: Model) => String(seen(actor, world, model).length);

export const mayChange = (model: Model, actor: Actor, at: number | null) =>
  model.may(actor, 'sources.read', at) && model.may(actor, 'sources.change', at);
const mayReview = (model: Model, actor: Actor, at: number | null) =>
  model.may(actor, 'sources.read', at) && model.may(actor, 'things.review', at);

/** The functions themselves, asked by who claims to be somebody else: hidden is told like missing. */
export function* ofSources(actor: Actor, { targets }: World, model: Model): Generator<Probe> {
  for (const { relation, institution, source } of targets) {
    const own = mayChange(model, actor, institution);
    const is = (name: string, call: string, expected: string): Probe => ({
      what: `${name} ${relation}`,
      sql: `SELECT 1 WHERE ${call} IS NOT DISTINCT FROM ${expected}`,
      expected: '1',
    });
    const says = JSON.stringify({
      ...{
        name: 'y',
        kind: 'activity',
        format: 'rpde',
        url: FEED_URL,
        area: '330000',
        crs: 'WGS84',
        every_minutes: 15,
      },
      institution_id: institution,
    });
    const adds = model.may(actor, 'sources.change', institution) && institution !== null;
    if (institution !== null)
      yield is('save_source new', `save_source(gen_random_uuid(), NULL, '${says}')`, adds ? "'done'" : "'hidden'");
    if (source === null) continue;
    const to = (done: string) => (own ? `'${done}'` : "'hidden'");
    // Another version: whoever may is told that, and all else stays as it is.
    yield is('save_source', `save_source('${source.source}', 99, '${says}')`, to('changed'));
    yield is('move_source', `move_source('${source.source}', 'active')`, to('not_now'));
    yield is('look_at_source', `look_at_source('${source.source}')`, to('not_now'));
    yield is('decide_halt', `decide_halt('${source.source}', 99, true)`, to('changed'));
    yield is('remove_source', `remove_source('${source.source}', 99)`, to('changed'));
    const reviews = mayReview(model, actor, institution);
    const trusted = reviews ? "'changed'" : "'hidden'";
    yield is('trust_source', `trust_source('${source.source}', 99, 'publish')`, trusted);
    yield is('decide_records', `decide_records('${source.source}', '{0}', true)`, reviews ? '0' : 'NULL');
    const yields = `yield_to_source('${source.source}', ${source.record}, '{title}')`;
    yield is('yield_to_source', yields, String(reviews));
  }
}

type Who = (model: Model, actor: Actor, at: number | null) => boolean;
/** `to` is what those are answered who may; everybody else of the role is told nothing. */
export const at =
  (who: Who, to: readonly number[], toPath: (planted: PlantedSource) => string, body?: unknown): Rule['cells'] =>
  (actor, { targets }, model) =>
    targets.flatMap(({ relation, institution, source }): Cell[] =>
      source === null
        ? []
        : [{ relation, path: toPath(source), body, expected: who(model, actor, institution) ? to : [404] }],
    );
export const mayRead: Who = (model, actor, institution) => model.may(actor, 'sources.read', institution);
const of =
  (end = '') =>
  ({ source }: PlantedSource) =>
    `/api/sources/${source}${end}`;
const read = (end: string): Rule => ({ access: 'sources.read', cells: at(mayRead, [200], of(end)) });
const change = (end: string, to: readonly number[], body: unknown = {}): Rule => ({
  access: 'sources.change',
  // It works for whom it is for in the tests of sources: here nothing is fetched.
  ...(!to.includes(200) && { worksElsewhere: true }),
  cells: at(mayChange, to, of(end), body),
});
const settings = { name: 'x', url: FEED_URL, area: '330000', crs: 'WGS84', everyMinutes: 15 };
const STALE = { version: 99 };

export const SOURCE_RULES = {
  listSources: {
    access: 'sources.read',
    cells: (actor, world, model) => [
      {
        path: '/api/sources',
        expected: [200],
        says: (body) => {
          const { sources } = body as { sources: { id: string }[] };
          const told = new Set(sources.map(({ id }) => id));
          const wanted = seen(actor, world, model).map(({ source }) => source!.source);
          const planted = world.targets.flatMap(({ source }) => source?.source ?? []);
          return planted.every((id) => told.has(id) === wanted.includes(id));
        },
      },
    ],
  },
  getSource: read(''),
  listSourceRecords: read('/records'),
  getSourceMap: read('/map'),
  listSourceRuns: read('/runs'),
  addSource: {
    access: 'sources.change',
    cells: (actor, { targets }, model) =>
      targets.map(({ relation, institution }) => ({
        ...{ relation, path: '/api/sources' },
        body: { ...settings, kind: 'activity', format: 'rpde', institution: institution ?? 999_999_999 },
        expected: institution !== null && mayChange(model, actor, institution) ? [200] : [404],
      })),
  },
  changeSource: change('', [409], { ...settings, ...STALE }),
  previewSource: change('/preview', [409, 200]),
  startSource: change('/start', [409]),
  pauseSource: change('/pause', [409]),
  runSource: change('/run', [409]),
  decideHalt: change('/halt', [409], { decision: 'go_on', ...STALE }),
  removeSource: {
    ...{ access: 'sources.change', worksElsewhere: true },
    cells: at(mayChange, [409], of('?version=99')),
  },
  trustSource: {
    ...{ access: 'things.review', worksElsewhere: true },
    cells: at(mayReview, [409], of('/rule'), { rule: 'publish', ...STALE }),
  },
  decideRecords: {
    access: 'things.review',
    cells: at(mayReview, [200], of('/records/decisions'), { decision: 'accept', records: [999_999_999] }),
  },
  yieldToSource: {
    access: 'things.review',
    cells: at(mayReview, [200], ({ source, record }) => `/api/sources/${source}/records/${record}/yielding`, {
      fields: ['title'],
    }),
  },
} satisfies Record<string, Rule>;
