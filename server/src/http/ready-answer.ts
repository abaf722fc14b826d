import { etagOf } from '../formats/etag.ts';
import { ReadyTile } from './ready-tile.ts';

/** An answer whose bytes are made once and sent often, plain or packed. */
export class ReadyAnswer<T> {
  readonly bytes: ReadyTile;
  /** Nothing of it is kept but its bytes. */
  declare readonly value: T;

  constructor(value: T) {
    const json = Buffer.from(JSON.stringify(value));
    this.bytes = new ReadyTile(json, etagOf(json), { isHasty: true });
  }
}

const ready = new WeakMap<object, ReadyAnswer<unknown>>();

/** The bytes of a value that nobody changes, made once for as long as it is kept. */
export function toReady<T extends object>(value: T): ReadyAnswer<T> {
  let answer = ready.get(value);
  if (!answer) ready.set(value, (answer = new ReadyAnswer<T>(value)));
  return answer as ReadyAnswer<T>;
}
