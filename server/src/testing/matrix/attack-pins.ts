import type { RevisionState } from '../../contract/lifecycle.ts';
import type { PinnedRevision } from './pinned.ts';
import type { Actor, Model, Target, World } from './world.ts';

interface Probe {
  what: string;
  sql: string;
  expected: string;
  cells?: number;
}

/** What the call answers, ids aside. */
const answers = (what: string, call: string, expected: string): Probe => ({
  what,
  sql: `SELECT 1 WHERE regexp_replace(coalesce((${call})::text, 'null'), '^[0-9a-f]{8}-.*$', 'made') = '${expected}'`,
  expected: '1',
});
const rows = (what: string, sql: string, isShown: boolean): Probe => ({ what, sql, expected: isShown ? '1' : '0' });
const ALL = 'NULL, NULL, NULL, NULL, NULL, NULL, false, now()';
const queued = (is: string) =>
  `SELECT FROM queue_page(${ALL}, NULL, NULL, 1000) q, jsonb_array_elements(q.rows) r WHERE r->>'${is}`;
const BUSY = '23505 somebody else is at it';

/** Every function that moves what people write, in every state, at every relation: nobody here is its author. */
export function* ofPins(actor: Actor, { targets }: World, model: Model): Generator<Probe> {
  for (const target of targets) {
    // Of those whose role does not hold it is enough to try some.
    if (actor.variant !== 'live' && target.relation !== 'own' && target.relation !== 'foreign') continue;
    for (const [state, made] of Object.entries(target.pinned.revisions) as [RevisionState, PinnedRevision][])
      yield* ofRevision({ actor, target, model, state, made });
    yield* ofReport(actor, target, model);
  }
}

interface Asked {
  actor: Actor;
  target: Target;
  model: Model;
  state: RevisionState;
  made: PinnedRevision;
}
function* ofRevision(asked: Asked): Generator<Probe> {
  const { actor, target, model, state, made } = asked;
  const [writes, reviews] = [
    model.may(actor, 'things.write', target.institution),
    model.may(actor, 'things.review', target.institution),
  ];
  const isPublic = state === 'published' || state === 'superseded';
  const named = (name: string) => `${name} of ${state} ${target.relation}`;
  const id = `'${made.revision}'`;
  yield* ofAuthor(named, id);
  const begin = `SELECT 1 WHERE begin_revision('activity', ${made.pin}, NULL, '{}') IS NOT NULL`;
  yield {
    what: named('begin_revision'),
    sql: begin,
    expected: !writes ? '0' : isPublic || state === 'discarded' ? '1' : BUSY,
  };
  const decided = !reviews || state === 'draft' || state === 'discarded' ? 'hidden' : null;
  for (const decision of ['approve', 'return'])
    yield answers(
      named(decision),
      `decide_revision(${id}, 1, '${decision}', 'x')`,
      decided ?? (state === 'submitted' ? 'made' : 'changed'),
    );
  yield answers(named('decide another saving'), `decide_revision(${id}, 2, 'approve', 'x')`, decided ?? 'changed');
  if (made.decision) yield answers(named('undo_decision'), `undo_decision('${made.decision}')`, 'hidden');
  const mayAct = writes || reviews;
  const done = mayAct && isPublic ? 'done' : 'hidden';
  yield answers(named('set_pin_status'), `set_pin_status(${made.pin}, 'postponed', NULL, '')`, done);
  for (const becomes of ['withdrawn', 'archived'])
    yield answers(
      named(becomes),
      `leave_public(${made.pin}, '${becomes}', 'x')`,
      mayAct && !isPublic ? 'closed' : done,
    );
  yield answers(named('confirm_thing'), `confirm_thing(${made.pin})`, mayAct && !isPublic ? 'closed' : done);
  // Nobody confirmed it.
  yield answers(named('undo_confirmation'), `undo_confirmation(${made.pin})`, mayAct ? 'closed' : 'hidden');
  yield rows(named('confirmation_of'), `SELECT FROM confirmation_of(${made.pin}, app_today())`, mayAct && isPublic);
  const isSeen = reviews && state !== 'draft' && state !== 'discarded';
  yield rows(named('queued_revision'), `SELECT FROM queued_revision(${id})`, isSeen);
  yield rows(named('queue_page'), queued(`revision' = ${id}`), reviews && state === 'submitted');
  yield rows(named('pin_rights'), `SELECT FROM pin_rights(${made.pin})`, mayAct);
  yield rows(
    named('revision'),
    `SELECT FROM revisions WHERE id = ${id}`,
    mayAct && state !== 'draft' && state !== 'discarded',
  );
  yield rows(named('pin'), `SELECT FROM pins WHERE id = ${made.pin}`, mayAct);
}

/** What its author alone may. */
function* ofAuthor(named: (name: string) => string, id: string): Generator<Probe> {
  for (const call of [
    `save_revision(${id}, 1, '{}', NULL)`,
    `submit_revision(${id}, 1, '{}', NULL)`,
    `reschedule_revision(${id}, 1, NULL)`,
    `take_back_revision(${id})`,
    `discard_revision(${id})`,
    `ask_second_opinion(${id}, 'x')`,
  ])
    yield answers(named(call.slice(0, call.indexOf('('))), call, 'hidden');
}

function* ofReport(
  actor: Actor,
  { pinned: { report }, institution, relation }: Target,
  model: Model,
): Generator<Probe> {
  if (report === null) return;
  const reviews = model.may(actor, 'things.review', institution);
  yield rows(`queued_report ${relation}`, `SELECT FROM queued_report(${report})`, reviews);
  yield rows(`report in queue_page ${relation}`, queued(`report' = '${report}'`), reviews);
  yield answers(`close_report ${relation}`, `close_report(${report}, 'spam')`, reviews ? 'done' : 'hidden');
}
