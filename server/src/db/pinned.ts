import type { Flag } from '../contract/lifecycle.ts';
import type { FieldProblem, FormBody, PinForm, PinKind } from '../contract/form.ts';
import type { Tx } from './actor.ts';
import type { StoredThing } from './thing.ts';

/** A kind that people write on this platform, in `pin.ts` of its module. The SQL is part of functions of the owner. */
export interface PinnedKind {
  kind: PinKind;
  table: string;
  /** Column of who offers it; null: who stands there. */
  organiser: 'institution_id' | 'id' | null;
  /** Column of what is said of it at once. */
  status?: 'status';
  /** Last day on which `t`, its row, is on; without it, or null, it never ends. */
  lastDay?: string;
  form: PinForm;
  /** What no single field says of itself, given the day it is. */
  check?: (body: FormBody, today: string) => readonly FieldProblem[];
  /** The moment at which nothing of what the body says is left; without it, or null, it never ends. */
  ends?: (body: FormBody) => string | null;
  /** Selects the body of `of_thing`; what is null is left out. */
  read: string;
  /** Statements that make `body` public as `of_thing` of `of_institution` at `of_place`. */
  write: string;
  /** Statements that answer whether `becomes` could be said of `of_thing`, on `of_day` where not null, with `said`. */
  setStatus?: string;
  /** What its own address answers. Throws NotFound. */
  details: (tx: Tx, id: number, now: Date, things: readonly StoredThing[]) => Promise<object>;
}

/** What somebody submits for review. */
export interface Submitted {
  kind: PinKind;
  pin: number;
  body: FormBody;
}
/** Sees in it what the database cannot: words, or what lies near and is called alike. */
export interface FlagSource {
  flag: Flag;
  isRaised: (tx: Tx, submitted: Submitted) => boolean | Promise<boolean>;
}
