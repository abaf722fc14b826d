import { toCanonicalJson } from './canonical.ts';
import { isSigned, type Checkpoint } from './checkpoint.ts';
import { GENESIS, hashEntry } from './hash-chain.ts';

export interface ChainEntry {
  seq: number;
  payload: string;
  prevHash: Buffer;
  hash: Buffer;
}
export interface Head {
  size: number;
  hash: Buffer;
}

/** What is wrong with a chain, or with what was signed of it. */
export const FAULTS = {
  gap: 'is missing',
  order: 'stands in another place than its number',
  prev: 'names another entry before it',
  hash: 'is not what its hash says',
  replaced: 'was replaced: the next one names another',
  payload: 'is no canonical JSON',
  tail: 'is missing, with all after it',
  extra: 'came after the head',
  head: 'is not the one that the head names',
  rollback: 'is missing, though it was signed: an older copy took the place of the record',
  rewritten: 'is another than was signed',
  signature: 'has a checkpoint that nobody with the key signed',
} as const;
export type Fault = keyof typeof FAULTS;

export interface Verdict {
  /** Entries read. */
  size: number;
  hash: Buffer;
  /** Signed and found again. */
  checkpoints: number;
  /** Null where everything is whole. */
  bad: Bad | null;
}
export interface Bad {
  /** The first that is not what it was. */
  seq: number;
  /** Entries from here on may have been rewritten: all before was signed; as `seq` where that is certain. */
  from: number;
  why: Fault;
}

export interface Chain {
  /** In the order of their numbers. */
  entries: AsyncIterable<ChainEntry> | Iterable<ChainEntry>;
  /** What the chain says of itself. */
  head: Head | null;
  checkpoints: readonly Checkpoint[];
  /** The public key that checkpoints must be signed with; null: any, then they show mistakes and not malice. */
  trusted: string | null;
}

/** Walks a chain once, in constant memory, and names the first entry that is not what it was. */
export async function verifyChain({ entries, head, checkpoints, trusted }: Chain): Promise<Verdict> {
  const signed = new Signatures(checkpoints, trusted);
  const rows = walk(entries);
  let last: ChainEntry = { seq: 0, payload: '', prevHash: GENESIS, hash: GENESIS };
  const told = (bad: Bad | null): Verdict => ({ size: last.seq, hash: last.hash, checkpoints: signed.found, bad });
  for (let row = await rows.next(); !row.done; row = await rows.next()) {
    const entry = row.value;
    if (entry.seq === last.seq + 1 && !entry.prevHash.equals(last.hash)) {
      const after = await rows.next();
      return told(nameBroken(entry, last, after.done ? head?.hash : after.value.prevHash));
    }
    const bad = findFault(entry, last) ?? signed.check(entry);
    if (bad) return told(bad);
    if (head && entry.seq > head.size) return told(certain(entry.seq, 'extra'));
    last = entry;
  }
  if (head && head.size > last.seq) return told(certain(last.seq + 1, 'tail'));
  const missing = signed.after(last.seq);
  if (missing) return told(missing);
  return told(head && !head.hash.equals(last.hash) ? certain(last.seq, 'head') : null);
}

async function* walk(entries: Chain['entries']): AsyncGenerator<ChainEntry, undefined> {
  yield* entries;
  return undefined;
}

const certain = (seq: number, why: Fault): Bad => ({ seq, from: seq, why });

function findFault(entry: ChainEntry, last: ChainEntry): Bad | null {
  const due = last.seq + 1;
  if (entry.seq > due) return certain(due, 'gap');
  if (entry.seq < due) return certain(entry.seq, 'order');
  if (!isHash(entry, entry.seq)) return certain(entry.seq, 'hash');
  return isCanonical(entry.payload) ? null : certain(entry.seq, 'payload');
}

/** Which of two that do not fit is the wrong one: what fits itself and what follows is whole, as is what was pushed on. */
function nameBroken(entry: ChainEntry, last: ChainEntry, following: Buffer | undefined): Bad {
  const isWhole = isHash(entry, entry.seq) && following?.equals(entry.hash) === true;
  const wasPushed = entry.prevHash.equals(last.prevHash) && isHash(entry, entry.seq - 1);
  return last.seq > 0 && (isWhole || wasPushed) ? certain(last.seq, 'replaced') : certain(entry.seq, 'prev');
}

const isHash = ({ prevHash, payload, hash }: ChainEntry, seq: number) => hashEntry(prevHash, seq, payload).equals(hash);

function isCanonical(payload: string): boolean {
  try {
    return toCanonicalJson(JSON.parse(payload)) === payload;
  } catch {
    return false;
  }
}

/** Checkpoints by size, met while a chain is walked. */
class Signatures {
  found = 0;
  readonly #bySize = new Map<number, Checkpoint[]>();
  readonly #trusted: string | null;
  #signedTo = 0;

  constructor(checkpoints: readonly Checkpoint[], trusted: string | null) {
    this.#trusted = trusted;
    for (const one of checkpoints) this.#bySize.set(one.size, [...(this.#bySize.get(one.size) ?? []), one]);
  }

  check({ seq, hash }: ChainEntry): Bad | null {
    for (const one of this.#bySize.get(seq) ?? []) {
      if (!isSigned(one, this.#trusted)) return certain(seq, 'signature');
      if (one.hash !== hash.toString('hex')) return { seq, from: this.#signedTo + 1, why: 'rewritten' };
      this.found += 1;
      this.#signedTo = seq;
    }
    return null;
  }

  /** What was signed beyond the end. */
  after(last: number): Bad | null {
    const beyond = [...this.#bySize.values()].flat().filter(({ size }) => size > last);
    if (beyond.length === 0) return null;
    if (beyond.some((one) => isSigned(one, this.#trusted))) return certain(last + 1, 'rollback');
    return certain(Math.min(...beyond.map(({ size }) => size)), 'signature');
  }
}
