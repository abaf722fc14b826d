import { numbersOf, toTel as toTelOf } from '@zlm/server/contract/tel';

/** Only http and https lead out; anything else a record may hold is text. */
export function isWebLink(text: string | null | undefined): text is string {
  return /^https?:\/\/[^\s]+$/i.test(text ?? '');
}

/** `tel:` for the first number of several that can be dialled, null otherwise. */
export function toTel(phone: string | null): string | null {
  return (
    numbersOf(phone ?? '')
      .map(toTelOf)
      .find(Boolean) ?? null
  );
}
