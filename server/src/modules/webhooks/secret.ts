import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const BYTES = 24;

export const newSecret = (): string => PREFIX + randomBytes(BYTES).toString('base64');
/** Of what is sealed, so that one secret cannot stand in for that of another. */
export const aboutSecret = (webhook: string): string => `webhook:${webhook}`;

export interface Signed {
  id: string;
  now: Date;
  body: string;
}
/** Headers by Standard Webhooks 1.0, one signature for each secret; `id` stays the same over all tries. */
export function sign({ id, now, body }: Signed, secrets: readonly string[]): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
