import { toAppError } from '../../db/index.ts';
import type { Settled } from '../audit/act-together.ts';

/** Of one transaction: more would hold up who cancels meanwhile. */
const MOST = 100;

interface Waiting<Q, T> {
  ask: Q;
  /** No two of them are decided together. */
  twin: string;
  resolve: (answer: T) => void;
  reject: (cause: unknown) => void;
}

/** Those that wait for one thing are decided together, in order of arrival; who comes meanwhile is in the next group. */
export class Groups<Q, T> {
  readonly #decide: (asks: readonly Q[]) => Promise<readonly Settled<T>[]>;
  readonly #queues = new Map<string, Waiting<Q, T>[]>();

  constructor(decide: (asks: readonly Q[]) => Promise<readonly Settled<T>[]>) {
    this.#decide = decide;
  }

  ask(about: string, twin: string, ask: Q): Promise<T> {
    return new Promise((resolve, reject) => {
      const waiting = { ask, twin, resolve, reject };
      const queue = this.#queues.get(about);
      if (queue) queue.push(waiting);
      else {
        this.#queues.set(about, [waiting]);
        void this.#work(about);
      }
    });
  }

  async #work(about: string): Promise<void> {
    for (let queue = this.#queues.get(about)!; queue.length > 0; queue = this.#queues.get(about)!) {
      const [group, later] = takeGroup(queue);
      this.#queues.set(about, later);
      await this.#settle(group);
    }
    this.#queues.delete(about);
  }

  /** What fails of one does not fail for the others: each is tried alone then. */
  async #settle(group: readonly Waiting<Q, T>[]): Promise<void> {
    try {
      const settled = await this.#decide(group.map(({ ask }) => ask));
      for (const [at, { resolve, reject }] of group.entries()) {
        const outcome = settled[at]!;
        if ('refusal' in outcome) reject(outcome.refusal);
        else resolve(outcome.answer);
      }
    } catch (cause) {
      const isAlone = group.length === 1 || ['unavailable', 'full'].includes(toAppError(cause).kind);
      if (isAlone) for (const { reject } of group) reject(cause);
      else for (const one of group) await this.#settle([one]);
    }
  }
}

/** The first of each, and all others in their order. */
function takeGroup<Q, T>(queue: readonly Waiting<Q, T>[]): [Waiting<Q, T>[], Waiting<Q, T>[]] {
  const [group, later, twins] = [[] as Waiting<Q, T>[], [] as Waiting<Q, T>[], new Set<string>()];
  for (const one of queue) {
    if (group.length >= MOST || twins.has(one.twin)) later.push(one);
    else {
      group.push(one);
      twins.add(one.twin);
    }
  }
  return [group, later];
}
