import { z } from 'zod';
import { DateTime, Id, IdParams, InstitutionRef, LngLat, LocalDate } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { onWire } from '../../contract/wire.ts';

const Level = z.enum(['province', 'city', 'county', 'township', 'village', 'none']);
const AsOf = z.iso
  .date({ error: 'must be a day like 2026-11-28', abort: true })
  .refine((day) => day >= '1900' && day < '2100', 'must be a day from 1900 to 2099')
  .meta({ example: '2026-11-28', description: 'The day whose tree is read; today when absent' });
const limit = onWire(
  z
    .string()
    .regex(/^[1-9][0-9]?$|^100$/, 'must be a number from 1 to 100')
    .transform(Number)
    .default(50),
  { type: 'integer' },
);
const cursor = z.string().max(400).optional();

export const TreeRow = z
  .object({
    id: Id,
    name: z.string().meta({ description: 'As of the day' }),
    type: z.string(),
    level: Level,
    division: z.string().nullable(),
    isOpen: z
      .boolean()
      .meta({ description: 'Whether it was open on the day; one that was not stands here for those below it' }),
    children: z.int().meta({ description: 'How many rows its branch has below it at once' }),
    below: z.int().meta({ description: 'How many open institutions are below it' }),
  })
  .meta({ id: 'TreeRow' });
export type TreeRow = z.infer<typeof TreeRow>;

const Rows = z.object({
  asOf: LocalDate,
  rows: z.array(TreeRow),
  total: z.int().meta({ description: 'Rows on all pages' }),
  open: z.int().meta({ description: 'Open institutions in all of them and below' }),
  nextCursor: z.string().nullable(),
});
export const TreeTop = Rows.meta({ id: 'TreeTop' });
export type TreeTop = z.infer<typeof TreeTop>;

export const TreeBranch = Rows.extend({
  institution: TreeRow.extend({
    openedOn: LocalDate.nullable(),
    closedOn: LocalDate.nullable(),
    names: z.array(z.object({ name: z.string(), from: LocalDate.nullable(), to: LocalDate.nullable() })).meta({
      description: 'What it was and will be called, where that changes; to: the first day it is called otherwise',
    }),
    heirs: z.array(InstitutionRef).meta({ description: 'Where it went when it closed' }),
  }),
  path: z.array(InstitutionRef).meta({ description: 'From the top down to its parent' }),
}).meta({ id: 'TreeBranch' });
export type TreeBranch = z.infer<typeof TreeBranch>;

export const TreeFinds = z
  .object({
    asOf: LocalDate,
    rows: z.array(TreeRow.extend({ path: z.array(InstitutionRef), formerName: z.string().nullable() })),
    total: z.int(),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'TreeFinds' });
export type TreeFinds = z.infer<typeof TreeFinds>;

export const TreeSkeleton = z
  .object({
    asOf: LocalDate,
    levels: z.array(Level),
    ids: z.array(Id),
    depths: z.array(z.int()).meta({ description: 'Of each, from 0; those below follow the one above' }),
    level: z.array(z.int()).meta({ description: 'Of each, its place in levels' }),
    names: z.array(z.string()),
  })
  .meta({ id: 'TreeSkeleton', description: 'All that is shown of a branch, in columns' });
export type TreeSkeleton = z.infer<typeof TreeSkeleton>;

export const getTreeTop = endpoint({
  id: 'getTreeTop',
  method: 'GET',
  path: '/api/institution-tree',
  summary: 'Institutions at the top of the tree, or the uppermost of a division',
  access: 'public',
  query: z.strictObject({
    asOf: AsOf.optional(),
    area: z
      .string()
      .regex(/^\d{6}(\d{3})?$/, 'must be a division code')
      .optional(),
    cursor,
    limit,
  }),
  response: TreeTop,
});

export const getTreeBranch = endpoint({
  id: 'getTreeBranch',
  method: 'GET',
  path: '/api/institution-tree/{id}',
  summary: 'An institution in the tree: its path and those at once below it',
  access: 'public',
  params: IdParams,
  query: z.strictObject({ asOf: AsOf.optional(), cursor, limit }),
  response: TreeBranch,
  refusals: [404],
});

export const findInTree = endpoint({
  id: 'findInTree',
  method: 'GET',
  path: '/api/institution-tree/find',
  summary: 'Institutions by name, in the whole tree or one branch; earlier names count',
  access: 'public',
  query: z.strictObject({
    q: z.string().trim().min(1, 'is needed here').max(60, 'takes at most 60 characters'),
    below: IdParams.shape.id.optional(),
    asOf: AsOf.optional(),
    cursor,
    limit,
  }),
  response: TreeFinds,
  refusals: [404],
});

export const getTreeSkeleton = endpoint({
  id: 'getTreeSkeleton',
  method: 'GET',
  path: '/api/institution-tree/{id}/skeleton',
  summary: 'A whole branch in one compact answer',
  access: 'public',
  params: IdParams,
  query: z.strictObject({ asOf: AsOf.optional() }),
  response: TreeSkeleton,
  refusals: [404],
});

const Name = z.string().trim().min(1, 'is needed here').max(200, 'takes at most 200 characters');
const NewInstitution = z.strictObject({
  name: Name,
  type: z.string().max(60),
  level: Level,
  division: z.string().nullable(),
  parent: Id.nullable(),
});
export type NewInstitution = z.infer<typeof NewInstitution>;
const OneOrNew = z.union([Id, NewInstitution]);
const at = { asOf: AsOf };

export const TreeAct = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('rename'), ...at, institution: Id, name: Name }),
    z.strictObject({ kind: z.literal('move'), ...at, institution: Id, parent: Id.nullable() }),
    z.strictObject({ kind: z.literal('open'), ...at, opens: NewInstitution }),
    z.strictObject({ kind: z.literal('close'), ...at, institution: Id, childrenTo: Id.nullish() }),
    z.strictObject({ kind: z.literal('merge'), ...at, institutions: z.array(Id).min(1).max(20), into: OneOrNew }),
    z.strictObject({
      kind: z.literal('split'),
      ...at,
      institution: Id,
      into: z.array(OneOrNew).min(2).max(20),
      rest: z.int().min(0).meta({ description: 'Which of `into` takes what is offered and is not told apart' }),
      children: z
        .array(z.strictObject({ id: Id, to: z.int().min(0) }))
        .meta({ description: 'Which of `into` takes each child' }),
    }),
  ])
  .superRefine((act, context) => {
    if (act.kind !== 'split') return;
    const isOut = (to: number) => to >= act.into.length;
    if (isOut(act.rest)) context.addIssue({ code: 'custom', path: ['rest'], message: 'is not known' });
    for (const [at, { to }] of act.children.entries())
      if (isOut(to)) context.addIssue({ code: 'custom', path: ['children', at, 'to'], message: 'is not known' });
  })
  .meta({ id: 'TreeAct', description: 'A change of the tree as of a day, past or to come' });
export type TreeAct = z.infer<typeof TreeAct>;

export const ScopeChange = z
  .object({
    holder: z.string(),
    role: z.string(),
    institution: Id.meta({ description: 'Whose branch the role is for' }),
    gains: z.array(z.int()).meta({ description: 'By id; 0, -1 … are those the act makes, in its order' }),
    loses: z.array(z.int()),
    thingsGained: z.int(),
    thingsLost: z.int(),
  })
  .meta({ id: 'ScopeChange' });
export type ScopeChange = z.infer<typeof ScopeChange>;

const Named = z
  .array(InstitutionRef)
  .meta({ description: 'What the institutions that are named by number are called today' });

export const TreePlan = z
  .object({
    difference: z.array(ScopeChange),
    declared: z.string().meta({ description: 'Names this difference; who does the act sends it along' }),
    institutions: Named,
    moved: z
      .object({
        institutions: z.int().meta({ description: 'That come to hang elsewhere, or below others, than before' }),
        things: z.int().meta({ description: 'Public things of these' }),
      })
      .meta({ id: 'TreeMoved' }),
  })
  .meta({ id: 'TreePlan', description: 'Whose scope an act would change' });

export type TreePlan = z.infer<typeof TreePlan>;

export const planTreeAct = endpoint({
  id: 'planTreeAct',
  method: 'POST',
  path: '/api/tree-acts/plan',
  summary: 'Tries a change of the institution tree: whose scope it would change. Writes nothing',
  access: 'tree.change',
  body: TreeAct,
  response: TreePlan,
});

const Reason = z.string().trim().min(1, 'is needed here').max(500, 'takes at most 500 characters');
const NewTreeAct = z
  .strictObject({ act: TreeAct, reason: Reason, declared: z.string().regex(/^[0-9a-f]{64}$/, 'is needed here') })
  .meta({ id: 'NewTreeAct' });
export type NewTreeAct = z.output<typeof NewTreeAct>;

export const doTreeAct = endpoint({
  id: 'doTreeAct',
  method: 'POST',
  path: '/api/tree-acts',
  summary: 'Changes the institution tree as of a day; refused where the difference is not the one declared',
  access: 'tree.change',
  idempotent: true,
  body: NewTreeAct,
  response: z.object({ id: Id, created: z.array(Id).meta({ description: 'What it made, in its order' }) }),
  refusals: [409],
});

export const undoTreeAct = endpoint({
  id: 'undoTreeAct',
  method: 'POST',
  path: '/api/tree-acts/{id}/undo',
  summary: 'Takes back the last change of its institutions: all is as it was before',
  access: 'tree.change',
  idempotent: true,
  params: IdParams,
  body: z.strictObject({}),
  response: z.object({ done: z.literal(true) }),
  refusals: [404, 409],
});

export const DoneTreeAct = z
  .object({
    id: Id,
    act: TreeAct,
    reason: z.string().nullable().meta({ description: 'Null once the account that wrote it was erased' }),
    state: z.enum(['planned', 'done', 'undone']),
    difference: z.array(ScopeChange),
    by: z.string(),
    at: DateTime,
  })
  .meta({ id: 'DoneTreeAct' });
export type DoneTreeAct = z.infer<typeof DoneTreeAct>;

export const listTreeActs = endpoint({
  id: 'listTreeActs',
  method: 'GET',
  path: '/api/tree-acts',
  summary: 'Changes of the institution tree, the latest first',
  access: 'tree.change',
  query: z.strictObject({
    of: IdParams.shape.id.optional().meta({ description: 'Of this institution' }),
    before: IdParams.shape.id.optional().meta({ description: 'Only those before this one: the next page' }),
    limit,
  }),
  response: z.object({ acts: z.array(DoneTreeAct), institutions: Named }),
});

const DuplicatePair = z
  .object({
    a: InstitutionRef,
    b: InstitutionRef,
    score: z.number().nullable().meta({ description: 'null: said not to be the same' }),
    reasons: z.array(z.string()).meta({ description: 'What speaks for it and against it' }),
  })
  .meta({ id: 'DuplicatePair' });
export type DuplicatePair = z.infer<typeof DuplicatePair>;

export const listDuplicates = endpoint({
  id: 'listDuplicates',
  method: 'GET',
  path: '/api/institution-duplicates',
  summary: 'Institutions that may be there twice, the likeliest first, or that were said not to be',
  access: 'tree.review',
  query: z.strictObject({ verdict: z.enum(['open', 'different']).default('open'), cursor, limit }),
  response: z.object({ pairs: z.array(DuplicatePair), total: z.int(), nextCursor: z.string().nullable() }),
});

export const reviewDuplicate = endpoint({
  id: 'reviewDuplicate',
  method: 'POST',
  path: '/api/institution-duplicates',
  summary: 'Says that two institutions are not the same, or takes that back; the same ones are merged by an act',
  access: 'tree.review',
  idempotent: true,
  body: z
    .strictObject({ a: Id, b: Id, verdict: z.enum(['different', 'open']) })
    .refine(({ a, b }) => a !== b, { path: ['b'], message: 'names an institution twice' }),
  response: z.object({ done: z.literal(true) }),
});

export const findAlike = endpoint({
  id: 'findAlike',
  method: 'POST',
  path: '/api/institution-duplicates/alike',
  summary: 'Which institutions there already are like those about to be made',
  access: 'account',
  body: z.strictObject({
    drafts: z
      .array(
        z.strictObject({
          name: Name,
          type: z.string().max(60),
          division: z.string().max(12).nullable(),
          phone: z.string().max(60).nullable(),
          lngLat: LngLat.nullable(),
        }),
      )
      .min(1)
      .max(50),
  }),
  response: z.object({
    alike: z.array(z.array(z.object({ institution: InstitutionRef, score: z.number(), reasons: z.array(z.string()) }))),
  }),
  limit: { times: 30, seconds: 600 },
});
export type AlikeDraft = z.output<typeof findAlike.body>['drafts'][number];
