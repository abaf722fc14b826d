import type { Rule } from './cells.ts';
import { FEED_URL, type PlantedSource } from './planted-source.ts';
import { at, mayChange, mayRead, seen, type Probe } from './sources.ts';
import type { Actor, Model, World } from './world.ts';

/** The functions themselves, asked by who claims to be somebody else: hidden is told like missing. */
export function* ofWebhooks(actor: Actor, { targets }: World, model: Model): Generator<Probe> {
  for (const { relation, institution, source } of targets) {
    const is = (name: string, call: string, expected: string): Probe => ({
      what: `${name} ${relation}`,
      sql: `SELECT 1 WHERE ${call} IS NOT DISTINCT FROM ${expected}`,
      expected: '1',
    });
    const says = JSON.stringify({ ...settings, institution_id: institution, cursor: {} });
    const adds = model.may(actor, 'sources.change', institution) && institution !== null;
    if (institution !== null)
      yield is(
        'save_webhook new',
        `save_webhook(gen_random_uuid(), NULL, '${says}', 'x')`,
        adds ? "'done'" : "'hidden'",
      );
    if (source === null) continue;
    const { webhook } = source;
    const own = mayChange(model, actor, institution);
    const to = (done: string) => (own ? `'${done}'` : "'hidden'");
    yield is('save_webhook', `save_webhook('${webhook}', 99, '${says}', NULL)`, to('changed'));
    yield is('move_webhook', `move_webhook('${webhook}', 'active')`, to('not_now'));
    yield is('test_webhook', `test_webhook('${webhook}')`, to('done'));
    yield is('rotate_webhook', `rotate_webhook('${webhook}', 'x')`, to('done'));
    yield is('remove_webhook', `remove_webhook('${webhook}', 99)`, to('changed'));
    yield is('webhook_secrets', `(SELECT count(*) FROM webhook_secrets('${webhook}'))`, own ? '1' : '0');
  }
}

const of =
  (end = '') =>
  ({ webhook }: PlantedSource) =>
    `/api/webhooks/${webhook}${end}`;
const read = (end: string): Rule => ({ access: 'sources.read', cells: at(mayRead, [200], of(end)) });
const change = (end: string, to: readonly number[], body: unknown = {}): Rule => ({
  access: 'sources.change',
  // It works for whom it is for in the tests of webhooks: here nothing is sent.
  ...(!to.includes(200) && { worksElsewhere: true }),
  cells: at(mayChange, to, of(end), body),
});
const settings = { name: 'x', url: FEED_URL, kinds: [] };

export const WEBHOOK_RULES = {
  listWebhooks: {
    access: 'sources.read',
    cells: (actor, world, model) => [
      {
        path: '/api/webhooks',
        expected: [200],
        says: (body) => {
          const { webhooks } = body as { webhooks: { id: string }[] };
          const told = new Set(webhooks.map(({ id }) => id));
          const wanted = seen(actor, world, model).map(({ source }) => source!.webhook);
          const planted = world.targets.flatMap(({ source }) => source?.webhook ?? []);
          return planted.every((id) => told.has(id) === wanted.includes(id));
        },
      },
    ],
  },
  getWebhook: read(''),
  listWebhookMessages: read('/messages'),
  addWebhook: {
    access: 'sources.change',
    cells: (actor, { targets }, model) =>
      targets.map(({ relation, institution }) => ({
        ...{ relation, path: '/api/webhooks' },
        body: { ...settings, institution: institution ?? 999_999_999 },
        expected: institution !== null && mayChange(model, actor, institution) ? [200] : [404],
      })),
  },
  changeWebhook: change('', [409], { ...settings, version: 99 }),
  startWebhook: change('/starting', [409, 200]),
  pauseWebhook: change('/pausing', [409, 200]),
  testWebhook: change('/testing', [409, 200]),
  rotateWebhook: change('/rotating', [409, 200]),
  removeWebhook: {
    ...{ access: 'sources.change', worksElsewhere: true },
    cells: at(mayChange, [409], of('?version=99')),
  },
  readWebhookSecret: change('/secret', [200]),
} satisfies Record<string, Rule>;
