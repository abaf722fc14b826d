import { toContact } from '@zlm/server/contract/contact';
import type { Contact } from '../account.ts';

/** What was typed as a number or an address: an `@` makes it one; null for nothing. */
export function readContact(text: string): Contact | null {
  if (text.trim() === '') return null;
  const kind = /[@＠]/.test(text) ? 'email' : 'phone';
  return { kind, value: toContact(kind, text) ?? text.trim() };
}
