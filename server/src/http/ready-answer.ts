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
