import { createHash } from 'node:crypto';
import { toNameKey } from '../reading/values/text.ts';

/** Of an institution or place whose own row has no id: its name and county; 33 where no county is known. */
export function nameId(name: string, county: string | null): string {
  return `name:${toNameKey(name)}@${county ?? '33'}`;
}

/** Of one that another row names and that has no row of its own; its own row takes it over later. */
export function mentionedId(name: string, county: string | null): string {
  return `mentioned:${toNameKey(name)}@${county ?? '33'}`;
}

/** Of any other row without id: a digest of what identifies it. */
export function keysId(keys: readonly string[]): string {
  const text = keys.map(toNameKey).join('\u001f');
  return `row:${createHash('sha256').update(text).digest('hex').slice(0, 20)}`;
}
