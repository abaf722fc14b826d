import { networkOf } from './address.ts';
import { Refusal } from './problem.ts';

export const TURN_LIMITS = {
  /** Of one address; more are refused. */
  waiting: 500,
  /** After a turn others have twice as long as it took, in ms at most. */
  longestRestMs: 100,
};
const RETRY_AFTER_SECONDS = '2';

interface Turn {
  run: () => void;
  isGone: () => boolean;
  /** Time of the main thread until the turn first waits for something else, in ms. */
  took: (ms: number) => void;
}

/**
 * Expensive work of the main thread, one at a time and each address in turn. After each the thread is left to cheap
 * requests for twice as long as it took.
 */
export class Turns {
  readonly #limits: typeof TURN_LIMITS;
  // In order of their next turn.
  readonly #queues = new Map<string, Turn[]>();
  #isTaken = false;

  constructor(limits: Partial<typeof TURN_LIMITS> = {}) {
    this.#limits = { ...TURN_LIMITS, ...limits };
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
      began = performance.now();
      turn?.run();
    });
    // Follows the promises of the turn at once: nothing else comes between two that were asked for together.
    setImmediate(() => this.#finish(turn, performance.now() - began));
  }

  #finish(turn: Turn | undefined, ms: number): void {
    turn?.took(ms);
    if (this.#queues.size === 0) {
      this.#isTaken = false;
      return;
    }
    const rest = Math.min(2 * ms, this.#limits.longestRestMs);
    if (rest < 1) this.#begin();
    else setTimeout(() => this.#begin(), rest);
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
