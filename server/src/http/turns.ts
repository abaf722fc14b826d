import { networkOf } from './address.ts';
import { Refusal } from './problem.ts';

export const TURN_LIMITS = {
  /** Of one address; more are refused. */
  waiting: 500,
  /** After a turn others have twice as long as it took, in ms at most. */
  longestRestMs: 100,
  /** Who asked for something cheap so long ago, in ms, is about to ask for more. */
  latelyMs: 1_000,
};
const RETRY_AFTER_SECONDS = '2';

interface Turn {
  run: () => void;
  isGone: () => boolean;
  /** Time of the main thread until the turn first waits for something else, in ms. */
  took: (ms: number) => void;
}

/** Of a test; ms. */
interface Time {
  now: () => number;
  later: (run: () => void, ms: number) => void;
}
const time: Time = { now: () => performance.now(), later: setTimeout };

/**
 * Expensive work of the main thread, one at a time and each address in turn. After each the thread is left to cheap
 * requests for twice as long as it took, as long as there are any.
 */
export class Turns {
  readonly #limits: typeof TURN_LIMITS;
  readonly #time: Time;
  // In order of their next turn.
  readonly #queues = new Map<string, Turn[]>();
  #isTaken = false;
  #cheapAt = -Infinity;

  constructor(limits: Partial<typeof TURN_LIMITS> = {}, { now, later }: Time = time) {
    this.#limits = { ...TURN_LIMITS, ...limits };
    this.#time = { now, later };
  }

  /** Something cheap was asked for. */
  noteCheap(): void {
    this.#cheapAt = this.#time.now();
  }

  /** Throws Refusal to an address that has too many waiting. */
  wait(address: string, turn: Turn): void {
    const network = networkOf(address);
    const queue = this.#queues.get(network) ?? [];
    if (queue.length >= this.#limits.waiting) throw new Refusal(429, { 'Retry-After': RETRY_AFTER_SECONDS });
    queue.push(turn);
    this.#queues.set(network, queue);
    if (this.#isTaken) return;
    this.#isTaken = true;
    this.#begin();
  }

  #begin(): void {
    let turn: Turn | undefined;
    let began = 0;
    setImmediate(() => {
      turn = this.#takeNext();
      began = this.#time.now();
      turn?.run();
    });
    // Follows the promises of the turn at once: nothing else comes between two that were asked for together.
    setImmediate(() => this.#finish(turn, this.#time.now() - began));
  }

  #finish(turn: Turn | undefined, ms: number): void {
    turn?.took(ms);
    // What came during the turn is taken up before this.
    setImmediate(() => this.#rest(ms));
  }

  #rest(ms: number): void {
    if (this.#queues.size === 0) {
      this.#isTaken = false;
      return;
    }
    const isAnyCheap = this.#time.now() - this.#cheapAt < this.#limits.latelyMs;
    const rest = isAnyCheap ? Math.min(2 * ms, this.#limits.longestRestMs) : 0;
    if (rest < 1) this.#begin();
    else this.#time.later(() => this.#begin(), rest);
  }

  #takeNext(): Turn | undefined {
    for (const [network, queue] of this.#queues) {
      this.#queues.delete(network);
      let turn = queue.shift();
      // Nobody waits for it any more.
      while (turn?.isGone()) turn = queue.shift();
      if (queue.length > 0) this.#queues.set(network, queue);
      if (turn) return turn;
    }
    return undefined;
  }
}
