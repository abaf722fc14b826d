import { FEWEST_BYTES, pack, type Coding } from './encoding.ts';

/** The bytes of one answer. */
export interface Form {
  coding: Coding | null;
  etag: string;
  body: Buffer;
  /** Of the body; as text it is not written out for each answer. */
  length: string;
}

/** Bytes to be sent, a tile or a file of the app, plain or packed; each packing is made once. */
export class ReadyTile {
  readonly plain: Form;
  /** Told how many bytes a packing added. */
  grown: ((bytes: number) => void) | null = null;
  readonly #isHasty: boolean;
  readonly #packed: Record<Coding, Form | Promise<Form> | null> = { br: null, gzip: null };

  /** `etag`: strong, of the bytes alone, so that it is the same in every process. */
  constructor(bytes: Uint8Array, etag: string, { isHasty = false } = {}) {
    this.plain = toForm(null, etag, bytes);
    this.#isHasty = isHasty;
  }

  get length(): number {
    return this.plain.body.length;
  }

  /** As wanted, or plain where packing does not pay. */
  form(coding: Coding | null): Form | Promise<Form> {
    if (coding === null || this.length < FEWEST_BYTES) return this.plain;
    return (this.#packed[coding] ??= this.#pack(coding));
  }

  async #pack(coding: Coding): Promise<Form> {
    let form = this.plain;
    try {
      const bytes = await pack(this.plain.body, coding, this.#isHasty);
      // A strong ETag names exact bytes: the packed ones have a weak one.
      if (bytes) form = toForm(coding, `W/${this.plain.etag}`, bytes);
    } catch (cause) {
      this.#packed[coding] = null;
      throw cause;
    }
    this.#packed[coding] = form;
    if (form !== this.plain) this.grown?.(form.body.length);
    return form;
  }
}

function toForm(coding: Coding | null, etag: string, { buffer, byteOffset, length }: Uint8Array): Form {
  return { coding, etag, body: Buffer.from(buffer, byteOffset, length), length: String(length) };
}
