/** What is read; the others are known to be refused by name. */
export type PictureKind = 'jpeg' | 'png' | 'webp';
type Known = PictureKind | 'heic';

const HEIC = /^ftyp(hei[cxms]|hev[cxm]|mif1|msf1)/;

/** By its first bytes, whatever it is called; null for what is nothing of that. */
export function kindOf(bytes: Buffer): Known | null {
  const head = bytes.toString('latin1', 0, 16);
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'webp';
  return HEIC.test(head.slice(4)) ? 'heic' : null;
}
