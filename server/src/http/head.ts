import type { IncomingMessage } from 'node:http';
import { Refusal } from './problem.ts';

/** Names and values; browsers send about 20 headers. */
const MOST_RAW = 2 * 100;

/** What node lets through and nobody should send. Throws Refusal. */
export function checkHead({ rawHeaders, httpVersionMajor, httpVersionMinor }: IncomingMessage): void {
  if (rawHeaders.length > MOST_RAW) throw new Refusal(431);
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!;
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  const isOld = httpVersionMajor === 1 && httpVersionMinor === 0;
  if (hosts > 1 || (hosts === 0 && !isOld)) throw new Refusal(400);
}
