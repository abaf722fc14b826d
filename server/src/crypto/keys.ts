import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sha256 } from './token.ts';

/** What this installation must not lose: with them go all sealed values and the proof that the records are whole. */
export interface Keys {
  /** Tells keys apart without telling them; the database notes it, so that no other keys are used with it. */
  id: string;
  /** Seals the keys of persons. */
  master: Buffer;
  /** Finds an equal value among sealed ones: HMAC-SHA256 of what it is and the value. */
  indexOf(about: string, value: string): Buffer;
  /** Ed25519. */
  signing: { privateKey: KeyObject; publicKey: KeyObject };
}

export class KeysBroken extends Error {}

interface KeysFile {
  version: 1;
  master: string;
  index: string;
  signing: string;
}

/** Reads the file, which only its owner may read, or makes it. Throws KeysBroken with a sentence. */
export async function openKeys(file: string): Promise<Keys> {
  const text = (await read(file)) ?? (await make(file));
  let parsed: KeysFile;
  try {
    parsed = JSON.parse(text) as KeysFile;
    return toKeys(parsed);
  } catch (cause) {
    throw new KeysBroken(`The keys in ${file} cannot be read. Put the file back from its copy.`, { cause });
  }
}

function toKeys({ version, master, index, signing }: KeysFile): Keys {
  const [masterKey, indexKey] = [Buffer.from(master, 'base64'), Buffer.from(index, 'base64')];
  if (version !== 1 || masterKey.length !== 32 || indexKey.length !== 32) throw new Error('not the keys expected');
  const privateKey = createPrivateKey(signing);
  const hmac = (text: string) => createHmac('sha256', indexKey).update(text).digest();
  return {
    id: sha256(Buffer.concat([sha256(masterKey), hmac('id')]))
      .toString('hex')
      .slice(0, 32),
    master: masterKey,
    indexOf: (about, value) => hmac(`${about}\0${value}`),
    signing: { privateKey, publicKey: createPublicKey(privateKey) },
  };
}

const isMissing = (cause: unknown) => (cause as NodeJS.ErrnoException).code === 'ENOENT';

async function read(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    if (isMissing(cause)) return null;
    throw new KeysBroken(`The keys in ${file} cannot be read (${(cause as Error).message}).`, { cause });
  });
}

/** Whole or not at all, also after a power cut; of two that make it at once the first counts. */
async function make(file: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const made: KeysFile = {
    version: 1,
    master: randomBytes(32).toString('base64'),
    index: randomBytes(32).toString('base64'),
    signing: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(made, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  // A link is refused where the file exists, a rename would take its place.
  await link(draft, file).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  });
  await rm(draft);
  await chmod(file, 0o600);
  return (await read(file))!;
}
