import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Outcome, Picture } from './picture.ts';
import { PictureProblem } from './problem.ts';

// The compiled file, for tests that run the sources too.
const PROCESS = fileURLToPath(new URL('../../dist/pictures/darkroom-process.js', import.meta.url));
const LIMITS = {
  /** Beside the one under way; more are sent away. */
  waiting: 8,
  /** For one photo, in ms. */
  longestMs: 15_000,
  /** Without work the process is ended after so many ms. */
  idleMs: 5_000,
};

interface Open {
  child: ChildProcess;
  /** Rejects where it cannot decode at all. */
  ready: Promise<void>;
}

/** As many wait as may. */
export class DarkroomFull extends Error {}

/** Decodes one photo at a time in a process of its own: what kills or stops it there harms nobody here. */
export class Darkroom {
  readonly #limits: typeof LIMITS;
  readonly #file: string;
  #open: Open | null = null;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(limits: Partial<typeof LIMITS> = {}, file = PROCESS) {
    this.#limits = { ...LIMITS, ...limits };
    this.#file = file;
  }

  get isFull(): boolean {
    return this.#waiting > this.#limits.waiting;
  }

  /** Throws PictureProblem, and DarkroomFull. */
  async render(bytes: Buffer, declared: string): Promise<Picture> {
    if (this.isFull) throw new DarkroomFull();
    this.#waiting += 1;
    const turn = this.#last.then(() => this.#run(bytes, declared));
    this.#last = turn.catch(() => undefined);
    try {
      const outcome = await turn;
      if ('problem' in outcome) throw new PictureProblem(outcome.problem);
      return outcome.picture;
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#endWhenIdle();
    }
  }

  async #run(bytes: Buffer, declared: string): Promise<Outcome> {
    const { child, ready } = (this.#open ??= this.#start());
    await ready;
    return new Promise((resolve) => {
      const finish = (outcome: Outcome) => {
        clearTimeout(timer);
        child.off('message', finish).off('exit', fail);
        resolve(outcome);
      };
      // It met what makes the decoder fall: whose fault that is, the photo is none.
      const fail = () => finish({ problem: 'broken' });
      const timer = setTimeout(() => {
        finish({ problem: 'slow' });
        this.#end();
      }, this.#limits.longestMs);
      child.once('message', finish).once('exit', fail);
      child.send({ bytes, declared }, (cause) => cause && fail());
    });
  }

  #start(): Open {
    // Nothing of the environment: it holds keys.
    const child = fork(this.#file, {
      serialization: 'advanced',
      env: { MALLOC_ARENA_MAX: '2' },
      execArgv: ['--max-old-space-size=128'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.unref();
    child.channel?.unref();
    const ready = new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`the process that decodes photos ended with ${code}`)));
      child.on('error', reject);
    });
    ready.catch(() => undefined);
    child.once('exit', () => {
      if (this.#open?.child === child) this.#open = null;
    });
    return { child, ready };
  }

  #endWhenIdle(): void {
    const open = this.#open;
    setTimeout(() => {
      if (this.#waiting === 0 && this.#open === open) this.#end();
    }, this.#limits.idleMs).unref();
  }

  #end(): void {
    this.#open?.child.kill('SIGKILL');
    this.#open = null;
  }
}
