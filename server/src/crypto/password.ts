import { hash, verify } from '@node-rs/argon2';
import { createGate } from './gate.ts';

/** OWASP: argon2id, 19 MiB, two passes, one lane; about 12 ms. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** At most two at once, so that many who sign in slow the map of nobody. */
const inTurn = createGate(2);

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, OPTIONS));

let nobody: Promise<string> | undefined;

/** A `stored` of null is nobody's and takes as long. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  const compared = stored ?? (await (nobody ??= hashPassword('nobody')));
  const isRight = await inTurn(() => verify(compared, password));
  return isRight && stored !== null;
}
