import type { Access } from '../../contract/access.ts';
import type { Delegable } from '../../contract/delegable.ts';
import type { Actor, Model, Relation, World } from './world.ts';

/** What must come of a request: its statuses, or `guest`: whatever a guest is answered too. */
export type Expected = readonly number[] | 'guest';
export interface Cell {
  path: string;
  body?: unknown;
  /** As what the body is sent; JSON unless told. */
  type?: string;
  /** Of somebody who may call the endpoint at all. */
  expected: Expected;
  relation?: Relation;
  /** What the answer must say where it is 200. */
  says?: (body: unknown) => boolean;
}
export interface Rule {
  access: Access;
  stepUp?: true;
  /** Also for who acts for somebody. */
  whileActing?: true;
  /** In the name of whom one acts for, who agreed to this. */
  onBehalf?: Delegable;
  /** Whether it works for whom it is for is walked in the tests of its module. */
  worksElsewhere?: true;
  cells: (actor: Actor, world: World, model: Model) => readonly Cell[];
}
