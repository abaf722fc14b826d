/** Writes the wire format of protocol buffers into one growing buffer. */
export class ByteWriter {
  #bytes = new Uint8Array(1 << 16);
  #view = new DataView(this.#bytes.buffer);
  #at = 0;

  clear(): void {
    this.#at = 0;
  }

  byte(value: number): void {
    if (this.#at === this.#bytes.length) this.#reserve(1);
    this.#bytes[this.#at++] = value;
  }

  /** A whole number from 0 on, up to the largest safe one. */
  varint(value: number): void {
    if (this.#at + 8 > this.#bytes.length) this.#reserve(8);
    const bytes = this.#bytes;
    let at = this.#at;
    while (value > 0x7fffffff) {
      bytes[at++] = (value % 128) | 128;
      value = Math.floor(value / 128);
    }
    while (value > 127) {
      bytes[at++] = (value & 127) | 128;
      value >>>= 7;
    }
    bytes[at++] = value;
    this.#at = at;
  }

  double(value: number): void {
    if (this.#at + 8 > this.#bytes.length) this.#reserve(8);
    this.#view.setFloat64(this.#at, value, true);
    this.#at += 8;
  }

  /** A field of bytes. */
  text(field: number, text: Uint8Array): void {
    this.byte(field);
    this.varint(text.length);
    this.#put(text);
  }

  append(other: ByteWriter): void {
    this.#put(other.#bytes.subarray(0, other.#at));
  }

  /** Leaves one byte for a length; a longer one moves the content when it is known. */
  open(): number {
    this.byte(0);
    return this.#at;
  }

  /** Writes the length of what came since `open`. */
  close(start: number): void {
    const length = this.#at - start;
    if (length < 128) {
      this.#bytes[start - 1] = length;
      return;
    }
    let width = 1;
    while (length >= 128 ** width) width++;
    this.#reserve(width);
    this.#bytes.copyWithin(start + width - 1, start, this.#at);
    this.#at = start - 1;
    this.varint(length);
    this.#at = start - 1 + width + length;
  }

  copy(): Uint8Array {
    return this.#bytes.slice(0, this.#at);
  }

  #put(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  #reserve(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const larger = new Uint8Array((this.#bytes.length + more) * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}
