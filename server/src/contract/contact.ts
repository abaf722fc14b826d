export const CONTACT_KINDS = ['phone', 'email'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

const FULL_WIDTH = 0xfee0;
const toHalfWidth = (text: string) =>
  text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH));

const PHONE = /^1[3-9]\d{9}$/;
const EMAIL = /^[^\s@<>"(),:;\\[\]]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** One spelling of a mainland mobile number or an address; null for what is none. */
export function toContact(kind: ContactKind, text: string): string | null {
  const plain = toHalfWidth(text.normalize('NFKC')).trim();
  if (kind === 'email') {
    const address = plain.toLowerCase();
    return address.length <= 254 && EMAIL.test(address) ? address : null;
  }
  const digits = plain.replace(/[\s().-]/g, '').replace(/^(?:\+|00)?86(?=1)/, '');
  return PHONE.test(digits) ? digits : null;
}

/** What may be shown of it: 138****1234, l***@example.org. */
export function mask(kind: ContactKind, value: string): string {
  if (kind === 'phone') return `${value.slice(0, 3)}****${value.slice(-4)}`;
  const at = value.lastIndexOf('@');
  return `${value.slice(0, 1)}***${value.slice(at)}`;
}
