/** Only http and https lead out; anything else a record may hold is text. */
export function isWebLink(text: string | null | undefined): text is string {
  return /^https?:\/\/[^\s]+$/i.test(text ?? '');
}

/** `tel:` for what can be dialled, null otherwise. */
export function toTel(phone: string | null): string | null {
  const digits = phone?.replace(/[^\d+]/g, '') ?? '';
  return digits.length >= 3 ? `tel:${digits}` : null;
}
