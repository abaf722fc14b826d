import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

const FLAG = { present: 1, verified: 4, attested: 64 };
const sha256 = (value: string | Uint8Array) => createHash('sha256').update(value).digest();
const toText = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

type Cbor = number | string | Uint8Array | Map<number | string, Cbor>;

/** RFC 8949, as far as authenticators need it. */
function toCbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [toCbor(key), toCbor(one)])]);
}
function head(type: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(type << 5) | size]);
  if (size < 256) return Buffer.from([(type << 5) | 24, size]);
  return Buffer.from([(type << 5) | 25, size >> 8, size & 255]);
}

interface Options {
  challenge: string;
  rpId?: string;
  rp?: { id: string };
  user?: { id: string };
}
/** What of an answer is other than an honest browser and authenticator would say. */
export interface Lie {
  origin?: string;
  rpId?: string;
  flags?: number;
  counter?: number;
  type?: string;
  userHandle?: string;
}

/** A passkey of real keys and real bytes, in the hands of a test. */
export class Authenticator {
  readonly id = toText(randomBytes(16));
  readonly #keys: { privateKey: KeyObject; publicKey: KeyObject };
  readonly #origin: string;
  #userHandle = '';
  counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
    this.#keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  }

  /** What `navigator.credentials.create` gives. */
  create({ challenge, rp, user }: Options, lie: Lie = {}) {
    this.#userHandle = user!.id;
    const id = Buffer.from(this.id, 'base64url');
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, this.#coseKey()]);
    const authData = Buffer.concat([this.#authData(lie.rpId ?? rp!.id, FLAG.attested, lie), attested]);
    const attestation = new Map<string, Cbor>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]);
    const clientDataJSON = this.#clientData('webauthn.create', challenge, lie);
    return this.#wrap({ clientDataJSON, attestationObject: toText(toCbor(attestation)) });
  }

  /** What `navigator.credentials.get` gives. */
  get({ challenge, rpId }: Options, lie: Lie = {}) {
    this.counter++;
    const authData = this.#authData(lie.rpId ?? rpId!, 0, lie);
    const clientDataJSON = this.#clientData('webauthn.get', challenge, lie);
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    return this.#wrap({
      clientDataJSON,
      authenticatorData: toText(authData),
      signature: toText(createSign('sha256').update(signed).sign(this.#keys.privateKey)),
      userHandle: lie.userHandle ?? this.#userHandle,
    });
  }

  #wrap<R extends object>(response: R) {
    return { id: this.id, rawId: this.id, type: 'public-key', response, clientExtensionResults: {} };
  }

  #clientData(type: string, challenge: string, lie: Lie): string {
    const data = { type: lie.type ?? type, challenge, origin: lie.origin ?? this.#origin, crossOrigin: false };
    return toText(Buffer.from(JSON.stringify(data)));
  }

  #authData(rpId: string, more: number, { flags = FLAG.present | FLAG.verified, counter = this.counter }: Lie): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags | more]), count]);
  }

  /** EC2, ES256, P-256. */
  #coseKey(): Buffer {
    const { x, y } = this.#keys.publicKey.export({ format: 'jwk' });
    const point = (text: string | undefined) => Buffer.from(text!, 'base64url');
    return toCbor(
      new Map<number, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, point(x)],
        [-3, point(y)],
      ]),
    );
  }
}
