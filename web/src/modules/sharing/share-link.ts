import type { Kind, Lang } from '@zlm/server/contract';
import { traitsOf } from '@zlm/server/contract/kinds';

/** The address of a thing alone: short enough for a QR code, and without where somebody looked. */
export function shareLink(kind: Kind, id: number, lang: Lang): string {
  return `${location.origin}${lang === 'en' ? '/en' : ''}/${traitsOf(kind).folder}/${id}`;
}
