/** What is sent by parts: the next is read when the one before it was taken. */
interface Parted {
  parts: AsyncIterable<string>;
  /** What is said last where reading fails: a file that ends without it was cut off. */
  onBroken: (cause: unknown) => string;
}

/** An answer of any length. */
export class Streamed {
  readonly parted: Parted;
  constructor(parted: Parted) {
    this.parted = parted;
  }
}
