import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyAct, ActRefused, countNew, type Effect } from './acts.ts';
import { isOpenOn, LEVELS, nameOn, parentOn, pathOn, rankOf, type DatedTree, type TreeNode } from './dated-tree.ts';
import { childrenOf, indexTree, inOrder, toDayTree } from './day-tree.ts';
import { scopeChanges } from './difference.ts';
import type { NewInstitution, TreeAct } from './schema.ts';

const DAYS = Array.from({ length: 14 }, (_, at) => `2026-11-${String(at + 10)}`);
const TODAY = DAYS[5]!;
const GIVEN = { today: TODAY };

interface Seed {
  level: number;
  parent: number;
}

/** Ids 1.1, 1.10 and the like would be mixed by who compares texts: here 1, 10, 11, 110 … */
const idOf = (at: number) => Number('1'.repeat((at % 4) + 1) + '0'.repeat(Math.floor(at / 4)));

function plant(seeds: readonly Seed[]): Map<number, TreeNode> {
  const tree = new Map<number, TreeNode>();
  seeds.forEach(({ level, parent }, at) => {
    const above = parent < at ? tree.get(idOf(parent))! : null;
    const rank = Math.max(level, above ? rankOf(above.level) : 0);
    const parents = above ? [{ value: above.id, from: null, to: null }] : [];
    const own = { id: idOf(at), level: LEVELS[rank]!, name: `学校${at}`, names: [], parents };
    tree.set(own.id, { ...own, opened: null, closed: null, heirs: [] });
  });
  return tree;
}
const seeds = fc.array(fc.record({ level: fc.nat(5), parent: fc.nat(15) }), { minLength: 2, maxLength: 12 });

type Pick = (length: number) => number;

/** An act on institutions that are there, possible or not. */
function rollAct(tree: DatedTree, pick: Pick): TreeAct {
  const ids = [...tree.keys()];
  const some = () => ids[pick(ids.length)]!;
  const asOf = DAYS[pick(DAYS.length)]!;
  const fresh = (): NewInstitution => ({
    ...{ name: `新校${pick(9)}`, type: 'school', level: LEVELS[pick(6)]!, division: null },
    parent: pick(3) > 0 ? some() : null,
  });
  const oneOrNew = () => (pick(2) > 0 ? some() : fresh());
  switch (pick(7)) {
    case 0:
      return { kind: 'rename', asOf, institution: some(), name: `校名${pick(4)}` };
    case 1:
      return { kind: 'open', asOf, opens: fresh() };
    case 2:
      return { kind: 'close', asOf, institution: some(), childrenTo: pick(2) > 0 ? some() : null };
    case 3:
      return { kind: 'merge', asOf, institutions: [some(), ...(pick(2) > 0 ? [some()] : [])], into: oneOrNew() };
    case 4: {
      const institution = some();
      const children = ids.filter((id) => parentOn(tree, tree.get(id)!, asOf) === institution);
      return {
        ...{ kind: 'split', asOf, institution, into: [oneOrNew(), oneOrNew()], rest: pick(2) },
        children: children.map((id) => ({ id, to: pick(2) })),
      };
    }
    default:
      return { kind: 'move', asOf, institution: some(), parent: pick(5) > 0 ? some() : null };
  }
}

/** Null where it is refused. */
function tryAct(tree: DatedTree, act: TreeAct): Effect | null {
  const last = Math.max(...tree.keys());
  const newIds = Array.from({ length: countNew(act) }, (_, at) => last + at + 1);
  try {
    return applyAct(tree, act, { ...GIVEN, newIds });
  } catch (cause) {
    if (cause instanceof ActRefused) return null;
    throw cause;
  }
}

/** What was said of an institution, each from its day on: the last said of the latest day holds. */
class Told {
  readonly #said: { day: string; value: unknown }[] = [];
  say(day: string, value: unknown): void {
    const at = this.#said.findIndex((one) => one.day > day);
    this.#said.splice(at < 0 ? this.#said.length : at, 0, { day, value });
  }
  on(day: string): unknown {
    return this.#said.findLast((one) => one.day <= day)?.value ?? null;
  }
}

/** The tree by brute force: for each institution what was said of its name, parent and doors. */
class Oracle {
  readonly told = new Map<number, { name: Told; parent: Told; isOpen: Told }>();
  constructor(tree: DatedTree) {
    for (const node of tree.values()) this.#add(node.id, '', node.name, node.parents[0]?.value ?? null);
  }
  follow(act: TreeAct, { created }: Effect): void {
    const { asOf } = act;
    for (const { id, institution } of created) this.#add(id, asOf, institution.name, institution.parent);
    const fresh = created.map(({ id }) => id);
    const take = (one: number | NewInstitution) => (typeof one === 'number' ? one : fresh.shift()!);
    if (act.kind === 'rename') this.told.get(act.institution)!.name.say(asOf, act.name);
    if (act.kind === 'move') this.told.get(act.institution)!.parent.say(asOf, act.parent);
    if (act.kind === 'close') this.#close(asOf, act.institution, null, () => act.childrenTo!);
    if (act.kind === 'merge') {
      const heir = take(act.into);
      for (const id of act.institutions) this.#close(asOf, id, heir, () => heir);
    }
    if (act.kind === 'split') {
      const heirs = act.into.map(take);
      const heirOf = (child: number) => heirs[act.children.find(({ id }) => id === child)!.to]!;
      this.#close(asOf, act.institution, heirs[act.rest]!, heirOf);
    }
  }
  #add(id: number, day: string, name: string, parent: number | null): void {
    const own = { name: new Told(), parent: new Told(), isOpen: new Told() };
    own.name.say('', name);
    own.parent.say(day, parent);
    own.isOpen.say(day, true);
    this.told.set(id, own);
  }
  #close(day: string, id: number, heir: number | null, heirOf: (child: number) => number): void {
    for (const [child, told] of this.told) {
      const closes = DAYS.some((one) => one > day && told.isOpen.on(one) !== null) || told.isOpen.on(day) === true;
      if (told.parent.on(day) === id && closes) told.parent.say(day, heirOf(child));
    }
    if (heir !== null) this.told.get(id)!.parent.say(day, heir);
    this.told.get(id)!.isOpen.say(day, null);
  }
  below(id: number, day: string): Set<number> {
    const below = new Set<number>();
    for (const start of this.told.keys()) {
      for (let at: number | null = start; at !== null; at = this.parent(at, day)) if (at === id) below.add(start);
    }
    return below;
  }
  parent(id: number, day: string): number | null {
    return this.told.get(id)!.parent.on(day) as number | null;
  }
  isOpen(id: number, day: string): boolean {
    return this.told.get(id)!.isOpen.on(day) === true;
  }
  open(day: string): number {
    return [...this.told.keys()].filter((id) => this.isOpen(id, day)).length;
  }
}

/** Runs acts one after another; `look` after each that was done. */
function play(
  planted: readonly Seed[],
  dice: readonly number[],
  look: (done: { act: TreeAct; before: DatedTree; effect: Effect; oracle: Oracle; was: Oracle }) => void,
): void {
  let at = 0;
  const pick: Pick = (length) => dice[at++ % dice.length]! % length;
  let tree: DatedTree = plant(planted);
  const history: [TreeAct, Effect][] = [];
  const first = tree;
  for (let step = 0; step < 12; step++) {
    const act = rollAct(tree, pick);
    const effect = tryAct(tree, act);
    if (!effect) continue;
    const replay = () => {
      const oracle = new Oracle(first);
      for (const [past, did] of history) oracle.follow(past, did);
      return oracle;
    };
    const was = replay();
    history.push([act, effect]);
    look({ act, before: tree, effect, was, oracle: replay() });
    tree = effect.after;
  }
}
const dice = fc.array(fc.nat(10_000), { minLength: 60, maxLength: 60 });

test('on any day names, parents and doors are as the acts said, in whatever order they came', () => {
  let done = 0;
  fc.assert(
    fc.property(seeds, dice, (planted, rolled) => {
      play(planted, rolled, ({ effect, oracle }) => {
        done++;
        expect([...effect.after.keys()].sort()).toEqual([...oracle.told.keys()].sort());
        for (const day of DAYS) {
          for (const node of effect.after.values()) {
            expect(node.parents.filter(({ from, to }) => (from ?? '') <= day && day < (to ?? '9')).length).toBeLessThan(
              2,
            );
            expect(parentOn(effect.after, node, day)).toBe(oracle.parent(node.id, day));
            expect(nameOn(node, day)).toBe(oracle.told.get(node.id)!.name.on(day));
            expect(isOpenOn(node, day)).toBe(oracle.isOpen(node.id, day));
          }
        }
      });
    }),
  );
  expect(done).toBeGreaterThan(0);
});

test('on any day: no ring, nobody open below somebody who left, and totals add up', () => {
  fc.assert(
    fc.property(seeds, dice, (planted, rolled) => {
      play(planted, rolled, ({ effect: { after }, oracle }) => {
        const index = indexTree(after);
        for (const day of DAYS) {
          const tree = toDayTree(index, day);
          const { nodes, names, ends, depths, below, isOpen } = tree;
          const open = (places: readonly number[]) =>
            places.reduce((sum, place) => sum + below[place]! + isOpen[place]!, 0);
          expect(open(childrenOf(tree, null))).toBe(oracle.open(day));
          // Everybody stands once, where their parent's branch is.
          expect(nodes.map(({ id }) => tree.placeOf(id))).toEqual([...nodes.keys()]);
          for (const [place, node] of nodes.entries()) {
            const children = childrenOf(tree, place);
            const parent = parentOn(after, node, day);
            const above = parent === null ? null : tree.placeOf(parent)!;
            expect(childrenOf(tree, above)).toContain(place);
            expect(depths[place]).toBe(above === null ? 0 : depths[above]! + 1);
            expect(ends[place]).toBe(ends[children.at(-1) ?? -1] ?? place + 1);
            expect([...children].sort((a, b) => inOrder(tree, a, b))).toEqual(children);
            expect([names[place], isOpen[place]]).toEqual([nameOn(node, day), Number(isOpenOn(node, day))]);
            expect(below[place]).toBe(open(children));
            const branch = [...oracle.below(node.id, day)].filter((id) => id !== node.id && oracle.isOpen(id, day));
            expect(below[place]).toBe(branch.length);
            const walked: number[] = [];
            for (let at = oracle.parent(node.id, day); at !== null; at = oracle.parent(at, day)) walked.unshift(at);
            expect(pathOn(after, node.id, day)).toEqual(walked);
            if (isOpen[place] && walked.length > 0) expect(oracle.isOpen(walked.at(-1)!, day)).toBe(true);
          }
        }
      });
    }),
  );
});

const MADE: Record<TreeAct['kind'], (act: never, made: number) => number> = {
  rename: () => 0,
  move: () => 0,
  open: () => 1,
  close: () => -1,
  merge: ({ institutions }: { institutions: number[] }, made: number) => made - institutions.length,
  split: (_: never, made: number) => made - 1,
};

test('institutions are as many as the act says, from its day on', () => {
  fc.assert(
    fc.property(seeds, dice, (planted, rolled) => {
      play(planted, rolled, ({ act, before, effect }) => {
        const open = (tree: DatedTree, day: string) => [...tree.values()].filter((node) => isOpenOn(node, day)).length;
        const more = MADE[act.kind](act as never, effect.created.length);
        for (const day of DAYS) expect(open(effect.after, day) - open(before, day)).toBe(day < act.asOf ? 0 : more);
      });
    }),
  );
});

test('nobody gains or loses scope but as the difference tells', () => {
  let changed = 0;
  fc.assert(
    fc.property(seeds, dice, (planted, rolled) => {
      play(planted, rolled, ({ act, before, effect, oracle, was }) => {
        const scopes = [...before.keys()].map((institution) => ({
          institution,
          holder: `h${institution}`,
          role: 'educator',
        }));
        const told = scopeChanges(before, effect, act.asOf, { scopes, thingsOf: (id) => id });
        changed += told.length;
        const byInstitution = new Map(told.map((one) => [one.institution, one]));
        for (const { institution } of scopes) {
          const gains = new Set<number>();
          const loses = new Set<number>();
          for (const day of DAYS) {
            const [had, has] = [was.below(institution, day), oracle.below(institution, day)];
            // One that is made later is in nobody's branch before.
            const more = [...has].filter((id) => !had.has(id));
            const less = [...had].filter((id) => !has.has(id));
            if (day < act.asOf) expect([...more, ...less]).toEqual([]);
            more.forEach((id) => gains.add(id));
            less.forEach((id) => loses.add(id));
          }
          const one = byInstitution.get(institution);
          expect(one?.gains ?? []).toEqual([...gains].sort((a, b) => a - b));
          expect(one?.loses ?? []).toEqual([...loses].sort((a, b) => a - b));
          expect(one?.thingsGained ?? 0).toBe([...gains].reduce((sum, id) => sum + id, 0));
        }
      });
    }),
  );
  expect(changed).toBeGreaterThan(2);
});

const school = (id: number, parent: number | null, level: TreeNode['level'] = 'county'): TreeNode => ({
  ...{ id, level, name: `学校${id}`, names: [], opened: null, closed: null, heirs: [] },
  parents: parent === null ? [] : [{ value: parent, from: '2020-01-01', to: null }],
});
const treeOf = (...nodes: TreeNode[]) => new Map(nodes.map((node) => [node.id, node]));
const small = () =>
  treeOf(school(1, null, 'city'), school(10, 1), school(11, 10, 'township'), school(12, null, 'city'));
const at = { asOf: '2026-11-20' };
const fresh: NewInstitution = { name: '新校', type: 'school', level: 'county', division: null, parent: 1 };

test.each<[string, TreeAct]>([
  ['unknown', { kind: 'move', ...at, institution: 99, parent: null }],
  ['unknown', { kind: 'move', ...at, institution: 10, parent: 99 }],
  ['same', { kind: 'rename', ...at, institution: 10, name: '学校10' }],
  ['same', { kind: 'move', ...at, institution: 10, parent: 1 }],
  ['same', { kind: 'merge', ...at, institutions: [10], into: 10 }],
  ['level', { kind: 'move', ...at, institution: 12, parent: 11 }],
  ['level', { kind: 'open', ...at, opens: { ...fresh, level: 'province' } }],
  ['same', { kind: 'close', ...at, institution: 10, childrenTo: 10 }],
  ['twice', { kind: 'merge', ...at, institutions: [10, 10], into: 12 }],
  ['unassigned', { kind: 'close', ...at, institution: 10 }],
  ['unassigned', { kind: 'split', ...at, institution: 10, into: [fresh, fresh], rest: 0, children: [] }],
  [
    'not-a-child',
    { kind: 'split', ...at, institution: 11, into: [fresh, fresh], rest: 0, children: [{ id: 12, to: 0 }] },
  ],
])('%s: %j is refused', (reason, act) => {
  const run = () => applyAct(small(), act, { ...GIVEN, newIds: [100, 101] });
  expect(run).toThrow(expect.objectContaining({ reason }) as Error);
});

test('nobody hangs below what is below it, not even on one day long after', () => {
  const tree = treeOf(school(1, null), school(2, 1), school(3, null));
  const later = applyAct(
    tree,
    { kind: 'move', asOf: '2027-06-01', institution: 1, parent: 3 },
    { ...GIVEN, newIds: [] },
  );
  const run = () => applyAct(later.after, { kind: 'move', ...at, institution: 3, parent: 2 }, { ...GIVEN, newIds: [] });
  expect(run).toThrow(expect.objectContaining({ reason: 'ring' }) as Error);
});

test('what is merged stays below its heir with all it ever offered, and says where it went', () => {
  const { after } = applyAct(small(), { kind: 'merge', ...at, institutions: [10], into: 12 }, { ...GIVEN, newIds: [] });
  expect(after.get(10)).toMatchObject({ closed: '2026-11-20', heirs: [12] });
  expect([pathOn(after, 10, '2026-11-19'), pathOn(after, 10, '2026-11-20')]).toEqual([[1], [12]]);
  expect([pathOn(after, 11, '2026-11-19'), pathOn(after, 11, '2026-11-20')]).toEqual([[1, 10], [12]]);
});

test('nobody closes on the day it opens', () => {
  const opened = applyAct(small(), { kind: 'open', ...at, opens: fresh }, { ...GIVEN, newIds: [100] });
  const given = { ...GIVEN, newIds: [] };
  for (const act of [
    { kind: 'close', ...at, institution: 100 },
    { kind: 'merge', ...at, institutions: [100], into: 12 },
  ] satisfies TreeAct[]) {
    const run = () => applyAct(opened.after, act, given);
    expect(run).toThrow(expect.objectContaining({ reason: 'new-that-day' }) as Error);
  }
});

test('what is already planned for one that closes has to be undone first', () => {
  const given = { ...GIVEN, newIds: [] };
  const { after } = applyAct(small(), { kind: 'rename', asOf: '2027-01-01', institution: 10, name: '学院' }, given);
  const run = () => applyAct(after, { kind: 'merge', ...at, institutions: [10], into: 12 }, given);
  expect(run).toThrow(expect.objectContaining({ reason: 'planned' }) as Error);
});
