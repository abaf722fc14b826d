/** Framing of the PostgreSQL frontend/backend protocol, version 3 (PostgreSQL documentation, "Message Formats"). */
export type Bytes = Uint8Array<ArrayBuffer>;

const utf8 = new TextEncoder();

export const letter = (text: string): number => text.charCodeAt(0);

export function encodeMessage(type: string, body: Uint8Array): Bytes {
  const out = new Uint8Array(body.length + 5);
  out[0] = letter(type);
  new DataView(out.buffer).setInt32(1, body.length + 4);
  out.set(body, 5);
  return out;
}

export const encodeQuery = (sql: string): Bytes => encodeMessage('Q', utf8.encode(`${sql}\0`));
export const encodeSync = (): Bytes => encodeMessage('S', new Uint8Array(0));

/** `severity` FATAL tells the client that its connection ends. */
export const encodeError = (severity: 'ERROR' | 'FATAL', code: string, text: string): Bytes =>
  encodeMessage('E', utf8.encode(`S${severity}\0V${severity}\0C${code}\0M${text}\0\0`));

export function encodeStartup(parameters: Record<string, string>): Bytes {
  const pairs = utf8.encode(
    Object.entries(parameters)
      .map(([name, value]) => `${name}\0${value}\0`)
      .join('') + '\0',
  );
  const out = new Uint8Array(pairs.length + 8);
  const view = new DataView(out.buffer);
  view.setInt32(0, out.length);
  view.setInt32(4, PROTOCOL_3);
  out.set(pairs, 8);
  return out;
}

export const PROTOCOL_3 = 196608;

/** The request code of a start-up packet and, for a real start-up, its parameters. */
export function decodeStartup(packet: Bytes): { request: number; parameters: Record<string, string> } {
  const request = new DataView(packet.buffer, packet.byteOffset).getInt32(4);
  const words = Buffer.from(packet.subarray(8)).toString('utf8').split('\0');
  const parameters: Record<string, string> = {};
  for (let at = 0; at + 1 < words.length && words[at]; at += 2) parameters[words[at]!] = words[at + 1]!;
  return { request, parameters };
}

export const textOfQuery = (message: Bytes): string => Buffer.from(message.subarray(5, -1)).toString('utf8');

/** The SQL of a Parse message, after the name of the statement. */
export const textOfParse = (message: Bytes): string => textOfQuery(message).split('\0')[1] ?? '';

export const joinBytes = (parts: Bytes[]): Bytes =>
  parts.length === 1 ? parts[0]! : new Uint8Array(Buffer.concat(parts));

/** Cuts a byte stream into messages; the first one, the start-up packet, carries no type byte. */
export class MessageReader {
  #chunks: Uint8Array[] = [];
  #length = 0;
  #needed = 4;
  typed = false;

  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** The next whole message, or null until more bytes arrive. */
  take(): Bytes | null {
    // `#needed` keeps a long message that arrives in pieces from being joined again for each piece.
    if (this.#length < this.#needed) return null;
    const header = this.typed ? 1 : 0;
    const joined = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    this.#needed = header + 4;
    if (joined.length < this.#needed) return null;
    const size = new DataView(joined.buffer, joined.byteOffset).getInt32(header);
    if (size < 4) throw new Error(`message length ${size} is not possible`);
    this.#needed = header + size;
    if (joined.length < this.#needed) return null;
    const message = new Uint8Array(joined.subarray(0, this.#needed));
    this.#chunks = [joined.subarray(this.#needed)];
    this.#length -= this.#needed;
    this.#needed = 0;
    return message;
  }
}
