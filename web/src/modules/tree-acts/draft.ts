import type { TreeAct, TreeBranch } from '@zlm/server/contract';
import type { Chosen } from '../institution-tree/use-tree-choice.ts';

export const KINDS = ['rename', 'move', 'open', 'close', 'merge', 'split'] as const satisfies TreeAct['kind'][];
export type Kind = TreeAct['kind'];
type Made = Extract<TreeAct, { kind: 'open' }>['opens'];

/** An institution that is there, or a name for one to be made. */
export type Heir = { known: Chosen } | { name: string };

/** What somebody fills in for an act on one institution. */
export interface Draft {
  asOf: string;
  name: string;
  parent: Chosen | null;
  atTop: boolean;
  made: Pick<Made, 'name' | 'type' | 'level'>;
  childrenTo: Chosen | null;
  into: 'known' | 'new';
  heir: Chosen | null;
  also: readonly Chosen[];
  heirs: readonly Heir[];
  rest: number;
  /** Which of `heirs` each institution below goes to; the first without it. */
  places: Readonly<Record<number, number>>;
}
export type Missing = Partial<
  Record<'asOf' | 'name' | 'parent' | 'made' | 'heir' | 'heirs', 'needDay' | 'needName' | 'needInstitution' | 'needTwo'>
>;

export const emptyDraft = ({ name, type, level }: TreeBranch['institution'], today: string): Draft => ({
  ...{ asOf: today, name, parent: null, atTop: false, made: { name: '', type, level } },
  ...{ childrenTo: null, into: 'known', heir: null, also: [], heirs: [], rest: 0, places: {} },
});

/** The act as it is sent, or what is still missing; `children`: those below the institution on the day. */
export function toAct(
  kind: Kind,
  draft: Draft,
  branch: Pick<TreeBranch, 'institution' | 'path'>,
  children: readonly Chosen[],
): { act: TreeAct } | { missing: Missing } {
  const missing = findMissing(kind, draft);
  if (Object.keys(missing).length > 0) return { missing };
  const { asOf } = draft;
  const { id, division } = branch.institution;
  const above = branch.path.at(-1)?.id ?? null;
  const made = (name: string, parent: number | null): Made => ({ ...draft.made, name: name.trim(), division, parent });
  switch (kind) {
    case 'rename':
      return { act: { kind, asOf, institution: id, name: draft.name.trim() } };
    case 'move':
      return { act: { kind, asOf, institution: id, parent: draft.atTop ? null : draft.parent!.id } };
    case 'open':
      return { act: { kind, asOf, opens: made(draft.made.name, id) } };
    case 'close':
      return { act: { kind, asOf, institution: id, childrenTo: draft.childrenTo?.id ?? null } };
    case 'merge': {
      const into = draft.into === 'known' ? draft.heir!.id : made(draft.made.name, above);
      return { act: { kind, asOf, institutions: [id, ...draft.also.map((one) => one.id)], into } };
    }
    case 'split': {
      const into = draft.heirs.map((heir) => ('known' in heir ? heir.known.id : made(heir.name, above)));
      const placed = children.map((child) => ({ id: child.id, to: draft.places[child.id] ?? 0 }));
      return { act: { kind, asOf, institution: id, into, rest: draft.rest, children: placed } };
    }
  }
}

function findMissing(kind: Kind, draft: Draft): Missing {
  const { asOf, name, parent, atTop, made, into, heir, heirs } = draft;
  const isNew = kind === 'open' || (kind === 'merge' && into === 'new');
  return {
    ...(asOf === '' && { asOf: 'needDay' as const }),
    ...(kind === 'rename' && name.trim() === '' && { name: 'needName' as const }),
    ...(kind === 'move' && !atTop && !parent && { parent: 'needInstitution' as const }),
    ...(isNew && made.name.trim() === '' && { made: 'needName' as const }),
    ...(kind === 'merge' && into === 'known' && !heir && { heir: 'needInstitution' as const }),
    ...(kind === 'split' && heirs.length < 2 && { heirs: 'needTwo' as const }),
    ...(kind === 'split' &&
      heirs.some((one) => 'name' in one && one.name.trim() === '') && { heirs: 'needName' as const }),
  };
}

/** What an act calls those it makes, in its order. */
export function namesOfMade(act: TreeAct): string[] {
  if (act.kind === 'open') return [act.opens.name];
  if (act.kind === 'merge') return typeof act.into === 'number' ? [] : [act.into.name];
  return act.kind === 'split' ? act.into.flatMap((one) => (typeof one === 'number' ? [] : [one.name])) : [];
}
