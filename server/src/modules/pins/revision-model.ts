import type { Role } from '../../contract/access.ts';
import type { PinPresence, RevisionState } from '../../contract/lifecycle.ts';

export type Person = 'author' | 'colleague' | 'first' | 'second' | 'both' | 'stranger';
interface Said {
  title: string;
  lecturer: string;
}
export interface Step {
  what:
    | 'begin'
    | 'save'
    | 'submit'
    | 'reschedule'
    | 'takeBack'
    | 'discard'
    | 'opinion'
    | 'approve'
    | 'return'
    | 'undo'
    | 'due'
    | 'status'
    | 'withdraw'
    | 'archive';
  by: Person;
  stale: boolean;
  late: boolean;
  body: Said;
}
interface Decision {
  id: string;
  by: Person;
  saved: number;
  /** What was public before; null = nothing. */
  replaced: Said | null;
  was: PinPresence;
  isUndone: boolean;
}
interface Revision {
  id: string;
  author: Person;
  state: RevisionState;
  saved: number;
  body: Said;
  base: Said | null;
  isLate: boolean;
  wasSubmitted: boolean;
  isSecondOpinion: boolean;
  decisions: Decision[];
}
type Aim = ReturnType<RevisionModel['aim']>;

/** One pin as it is meant to be, for the tests alone. */
export class RevisionModel {
  pin: number | null = null;
  readonly revisions: Revision[] = [];
  #presence: PinPresence = 'unpublished';
  /** What stands in the table of the kind, public or not. */
  #written: Said | null = null;
  readonly #roles: Record<Person, readonly Role[]>;
  constructor(roles: Record<Person, readonly Role[]>) {
    this.#roles = roles;
  }

  get last(): Revision {
    return this.revisions.at(-1)!;
  }
  all() {
    return {
      presence: this.#presence,
      shown: this.#presence === 'public' ? this.#written : null,
      revisions: this.revisions.map(({ state, saved }) => ({ state, saved })),
    };
  }

  /** What a step is about, as who takes it knows it. */
  aim({ stale, body }: Step) {
    const last = this.revisions.at(-1);
    return {
      pin: this.pin,
      revision: last?.id ?? null,
      saved: (last?.saved ?? 1) - (stale ? 1 : 0),
      /** Nothing is there yet to begin with. */
      isBlank: this.#written === null,
      decision: last?.decisions.at(-1)?.id ?? null,
      body,
    };
  }

  /** What should come of it; `came` gives ids that only the database knows. */
  expected(step: Step, aim: Aim, came: string): string {
    switch (step.what) {
      case 'begin':
        return this.#begin(step, came);
      case 'approve':
      case 'return':
        return this.#decide(step, aim, came);
      case 'undo':
        return this.#undo(step);
      case 'due':
        return this.#publishDue();
      case 'status':
        return this.#mayAct(step.by) && this.#presence === 'public' ? 'done' : 'hidden';
      case 'withdraw':
      case 'archive':
        if (!this.#mayAct(step.by)) return 'hidden';
        if (this.#presence !== 'public') return 'closed';
        this.#presence = step.what === 'withdraw' ? 'withdrawn' : 'archived';
        for (const waiting of this.revisions.filter(({ state }) => state === 'approved'))
          Object.assign(waiting, { state: 'submitted', isLate: false });
        return 'done';
      default:
        return this.last.author === step.by ? this.#go(step, aim, this.last) : 'hidden';
    }
  }

  #has = (by: Person, role: Role) => this.#roles[by].includes(role);
  #mayAct = (by: Person) => this.#has(by, 'educator') || this.#has(by, 'moderator');

  #begin({ by, body }: Step, came: string): string {
    if (!this.#has(by, 'educator')) return 'null';
    const open = this.revisions.find(({ state }) => ['draft', 'submitted', 'returned', 'approved'].includes(state));
    if (open) return open.author === by ? open.id : '23505';
    this.revisions.push({
      ...{ id: came, author: by, state: 'draft', saved: 1, isLate: false, wasSubmitted: false, isSecondOpinion: false },
      ...{ body: this.#written ?? body, base: this.#written, decisions: [] },
    });
    return came;
  }

  /** What its author alone does. */
  #go({ what, late, body }: Step, { saved }: Aim, r: Revision): string {
    const isEditable = r.state === 'draft' || r.state === 'returned';
    switch (what) {
      case 'save':
        if (!isEditable) return 'closed';
        if (r.saved === saved + 1 && isSame(r.body, body)) return 'done';
        if (r.saved !== saved) return 'changed';
        if (!isSame(r.body, body)) Object.assign(r, { body, saved: r.saved + 1 });
        return 'done';
      case 'submit':
        if (!isEditable) return 'closed';
        if (r.saved !== saved) return 'changed';
        Object.assign(r, { state: 'submitted', isLate: late, wasSubmitted: true, isSecondOpinion: false });
        return 'done';
      case 'reschedule':
        if (r.state !== 'submitted' && r.state !== 'approved') return 'closed';
        if (r.saved !== saved) return 'changed';
        r.isLate = late;
        if (r.state === 'approved' && !late) this.#publishAsApproved(r);
        return 'done';
      case 'takeBack':
        if (r.state !== 'submitted' && r.state !== 'approved') return 'closed';
        Object.assign(r, { state: 'draft', isSecondOpinion: false });
        return 'done';
      case 'discard':
        if (!isEditable) return 'closed';
        r.state = 'discarded';
        return 'done';
      default:
        if (r.state !== 'returned' || r.isSecondOpinion) return 'closed';
        if (!r.decisions.some((one) => one.saved === r.saved && !one.isUndone)) return 'closed';
        Object.assign(r, { state: 'submitted', isSecondOpinion: true });
        return 'done';
    }
  }

  #decide({ what, by }: Step, { saved }: Aim, came: string): string {
    const r = this.last;
    const isNobodys = (r.state === 'draft' || r.state === 'discarded') && !r.wasSubmitted;
    if (isNobodys || !this.#has(by, 'moderator')) return 'hidden';
    if (r.author === by) return 'second_person';
    if (r.state !== 'submitted' || r.saved !== saved) return 'changed';
    if (r.isSecondOpinion && r.decisions.some((one) => one.by === by && !one.isUndone)) return 'second_person';
    const was = this.#presence;
    const isPublished = what === 'approve' && !r.isLate;
    const replaced = isPublished && was === 'public' ? this.#written : null;
    if (isPublished) this.#publish(r);
    else r.state = what === 'return' ? 'returned' : 'approved';
    r.decisions.push({ id: came, by, saved, was, replaced, isUndone: false });
    return came;
  }

  #publish(r: Revision): void {
    const { base } = r;
    const now = this.#presence === 'unpublished' ? null : this.#written;
    const pick = (name: keyof Said) => (base && now && base[name] === r.body[name] ? now[name] : r.body[name]);
    this.#written = { title: pick('title'), lecturer: pick('lecturer') };
    for (const other of this.revisions) if (other.state === 'published') other.state = 'superseded';
    r.state = 'published';
    this.#presence = 'public';
  }
  #publishDue(): string {
    const due = this.revisions.filter(({ state }) => state === 'approved');
    for (const r of due) this.#publishAsApproved(r);
    return String(due.length);
  }
  #publishAsApproved(r: Revision): void {
    const was = this.#presence;
    Object.assign(r.decisions.at(-1)!, { was, replaced: was === 'public' ? this.#written : null });
    r.isLate = false;
    this.#publish(r);
  }

  #undo({ by }: Step): string {
    const r = this.last;
    const d = r.decisions.at(-1);
    if (!d || d.by !== by) return 'hidden';
    if (d.isUndone || r.saved !== d.saved || !['returned', 'approved', 'published'].includes(r.state)) return 'changed';
    if (r.state === 'published' && this.#presence !== 'public') return 'changed';
    if (r.state === 'published') {
      if (d.replaced) this.#written = d.replaced;
      else this.#presence = d.was;
      const before = this.revisions.findLast(({ state }) => state === 'superseded');
      if (before) before.state = 'published';
    }
    r.state = 'submitted';
    d.isUndone = true;
    return 'done';
  }
}
const isSame = (a: Said, b: Said) => a.title === b.title && a.lecturer === b.lecturer;
