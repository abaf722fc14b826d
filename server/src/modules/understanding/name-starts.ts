import { fold } from './tokens.ts';

const HEAD = 2;

/** Names by their first two characters, to tell whether one begins so. */
export class NameStarts {
  readonly #byHead = new Map<string, string[]>();

  constructor(lists: readonly Iterable<string>[]) {
    for (const names of lists) for (const name of names) this.#add(fold(name));
  }

  #add(name: string): void {
    const known = this.#byHead.get(name.slice(0, HEAD));
    if (known) known.push(name);
    else this.#byHead.set(name.slice(0, HEAD), [name]);
  }

  /** `start` folded, two characters or more. */
  has(start: string): boolean {
    return this.#byHead.get(start.slice(0, HEAD))?.some((name) => name.startsWith(start)) ?? false;
  }
}
