/** As long as an address may be once it is encoded. */
export const LONGEST_URL = 8_192;
const TARGET = /^(?:GET|HEAD) (\S.*) HTTP\/1\.[01]$/u;

/** What a request line with an address that is not encoded means, encoded; null where it is no UTF-8 or not ours to say. */
export function encodeTarget(line: Buffer): string | null {
  const target = TARGET.exec(decode(line) ?? '')?.[1];
  // Two slashes would name another host.
  if (!target || !/^\/(?![/\\])/.test(target) || /\p{Cc}/u.test(target)) return null;
  return encodeRaw(target);
}

/** The characters that an address may not hold as they are. */
const encodeRaw = (text: string): string => text.replace(/[^\x21-\x7e]/gu, (one) => encodeURIComponent(one));

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
