import { Growing } from './growing.ts';

/** Texts by number in one array: a string of its own would keep alive what it was cut out of. */
export class TextPool {
  readonly #units = new Growing((n) => new Uint16Array(n));
  readonly #starts = new Growing((n) => new Uint32Array(n));

  constructor() {
    this.#starts.push(0);
  }

  get byteLength(): number {
    return this.#units.array.byteLength + this.#starts.array.byteLength;
  }

  push(text: string): void {
    for (let at = 0; at < text.length; at++) this.#units.push(text.charCodeAt(at));
    this.#starts.push(this.#units.length);
  }

  shrink(): void {
    this.#units.shrink();
    this.#starts.shrink();
  }

  get(id: number): string {
    return textIn(this.#units.array, this.#starts.array[id]!, this.#starts.array[id + 1]!);
  }

  is(id: number, text: string): boolean {
    return isTextIn(this.#units.array, this.#starts.array[id]!, this.#starts.array[id + 1]!, text);
  }
}

/** The text of units[from..end). */
export function textIn(units: Uint16Array, from: number, end: number): string {
  let text = '';
  // A call takes so many arguments at most.
  for (let at = from; at < end; at += 1024) {
    text += String.fromCharCode(...units.subarray(at, Math.min(end, at + 1024)));
  }
  return text;
}

/** Whether units[from..end) are the text. */
export function isTextIn(units: Uint16Array, from: number, end: number, text: string): boolean {
  if (end - from !== text.length) return false;
  for (let at = 0; at < text.length; at++) if (units[from + at] !== text.charCodeAt(at)) return false;
  return true;
}

/** The same text in memory of its own. */
export function copyOf(text: string): string {
  return textIn(
    Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)),
    0,
    text.length,
  );
}
