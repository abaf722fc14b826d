/** The numbers of a text that may name several: 0571-88889999、13800000000. */
export const numbersOf = (phone: string): string[] => phone.split(/\s*[、，,；;/]\s*/).filter((one) => one !== '');

/** `tel:` for one number that can be dialled, its extension after a pause; null otherwise. */
export function toTel(number: string): string | null {
  const [main = '', extension = ''] = number.split('转').map((part) => part.replace(/[^\d+]/g, ''));
  if (main.length < 3) return null;
  return extension ? `tel:${main},${extension}` : `tel:${main}`;
}
