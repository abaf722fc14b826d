/** What is sent by parts: the next is read when the one before it was taken. */
interface Parted {
  parts: AsyncIterable<string | Uint8Array>;
  /** What is said last where reading fails: a file that ends without it was cut off. Null: the connection is. */
  onBroken: ((cause: unknown) => string) | null;
}

/** An answer of any length. */
export class Streamed {
  readonly parted: Parted;
  constructor(parted: Parted) {
    this.parted = parted;
  }
}

/** A text with the time of its last change. */
export class Dated {
  readonly text: string;
  readonly changedAt: Date;
  constructor(text: string, changedAt: Date) {
    this.text = text;
    this.changedAt = changedAt;
  }
}
