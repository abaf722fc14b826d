import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCheckpoint, signCheckpoint, toPublicKey, type Checkpoint } from './checkpoint.ts';
import { GENESIS, hashEntry } from './hash-chain.ts';
import { verifyChain, type ChainEntry } from './verify-chain.ts';

const keys = generateKeyPairSync('ed25519');
const trusted = toPublicKey(keys);
const at = '2026-11-23T02:00:00.000Z';

function build(payloads: readonly string[]): ChainEntry[] {
  const entries: ChainEntry[] = [];
  for (const [n, payload] of payloads.entries()) {
    const prevHash = entries.at(-1)?.hash ?? GENESIS;
    entries.push({ seq: n + 1, payload, prevHash, hash: hashEntry(prevHash, n + 1, payload) });
  }
  return entries;
}
const numbers = (size: number) => build(Array.from({ length: size }, (_, n) => `{"n":${n}}`));
const signAt = (entries: ChainEntry[], ...sizes: number[]): Checkpoint[] =>
  sizes.map((size) => signCheckpoint(keys, { size, hash: entries[size - 1]!.hash.toString('hex'), at }));
const headOf = (entries: ChainEntry[]) => ({ size: entries.length, hash: entries.at(-1)?.hash ?? GENESIS });
const verify = (entries: ChainEntry[], checkpoints: Checkpoint[] = [], head = headOf(entries)) =>
  verifyChain({ entries, head, checkpoints, trusted });

test('a chain as it was written is whole, an empty one too', async () => {
  const entries = numbers(30);
  expect(await verify(entries, signAt(entries, 1, 12, 12, 30))).toMatchObject({ size: 30, checkpoints: 4, bad: null });
  expect(await verify([])).toMatchObject({ size: 0, bad: null });
  async function* later() {
    for (const entry of entries) yield await Promise.resolve(entry);
  }
  expect(await verifyChain({ entries: later(), head: null, checkpoints: [], trusted: null })).toMatchObject({
    size: 30,
    bad: null,
  });
});

test('each kind of fault is told by its name', async () => {
  const entries = numbers(9);
  const with4 = (change: Partial<ChainEntry>) => entries.map((one) => (one.seq === 4 ? { ...one, ...change } : one));
  const other = build(['{"n":0}', '{"n":1}', '{"n":2}', '{"n":33}']).at(-1)!;
  const spaced = build(['{"n":0}', '{"n": 1}']);
  const nameOf = async (...given: Parameters<typeof verify>) => {
    const { bad } = await verify(...given);
    return bad && `${bad.why} ${bad.from === bad.seq ? '' : `${bad.from}-`}${bad.seq}`;
  };
  const signed = signAt(entries, 2, 7);
  const forged = { ...signed[1]!, hash: 'a'.repeat(64) };
  const foreign = signCheckpoint(generateKeyPairSync('ed25519'), { size: 7, hash: signed[1]!.hash, at });
  const rewritten = build(['{"n":0}', '{"n":1}', '{"n":2}', '{"n":9}', '{"n":4}', '{"n":5}', '{"n":6}', '{"n":7}']);
  expect([
    await nameOf(with4({ payload: '{"n":9}' })),
    await nameOf(with4({ hash: GENESIS })),
    await nameOf(with4({ prevHash: GENESIS })),
    await nameOf(with4({ payload: other.payload, hash: other.hash })),
    await nameOf(entries.filter(({ seq }) => seq !== 4)),
    await nameOf([...entries.slice(0, 4), ...entries.slice(3)]),
    await nameOf(spaced),
    await nameOf(entries.slice(0, 6), [], headOf(entries)),
    await nameOf(entries.slice(0, 6), signed),
    await nameOf(entries, [], headOf(entries.slice(0, 6))),
    await nameOf(entries, [], { size: 9, hash: GENESIS }),
    await nameOf(entries, [signed[0]!, forged]),
    await nameOf(entries, [signed[0]!, foreign]),
    await nameOf(entries.slice(0, 6), [foreign]),
    await nameOf(rewritten, signed),
  ]).toEqual([
    ...['hash 4', 'hash 4', 'prev 4', 'replaced 4', 'gap 4', 'order 4', 'payload 2', 'tail 7', 'rollback 7'],
    ...['extra 7', 'head 9', 'signature 7', 'signature 7', 'signature 7', 'rewritten 3-7'],
  ]);
});

test('a line that is no checkpoint is none', () => {
  const [one] = signAt(numbers(3), 3);
  expect(parseCheckpoint(JSON.stringify(one))).toEqual(one);
  fc.assert(
    fc.property(fc.nat({ max: JSON.stringify(one).length - 1 }), (length) => {
      expect(parseCheckpoint(JSON.stringify(one).slice(0, length))).toBeNull();
    }),
  );
  for (const change of [{ size: 0 }, { size: 1.5 }, { size: '3' }, { hash: 1 }, { key: null }])
    expect(parseCheckpoint(JSON.stringify({ ...one, ...change }))).toBeNull();
});
