/** Why bytes are not text that can be read. */
export type TextFlaw = 'binary' | 'spreadsheet' | 'encoding';

type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';
export type DecodedText = { text: string; encoding: Encoding } | { flaw: TextFlaw };

/** UTF-8 with or without a byte order mark, else GB18030, as Excel writes it in China; UTF-16 by its mark only. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (startsWith(bytes, [0x50, 0x4b, 3, 4]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    return { flaw: 'spreadsheet' };
  }
  if (startsWith(bytes, [0xff, 0xfe])) return checked(decode(bytes, 'utf-16le'), 'utf-16le');
  if (startsWith(bytes, [0xfe, 0xff])) return checked(decode(bytes, 'utf-16be'), 'utf-16be');
  if (bytes.includes(0)) return { flaw: 'binary' };
  const utf8 = decode(bytes, 'utf-8');
  return utf8 === null ? checked(decode(bytes, 'gb18030'), 'gb18030') : checked(utf8, 'utf-8');
}

/** Of a thousand characters so many may be none of text: they cost their rows. */
const FEW = 1;

function checked(text: string | null, encoding: Encoding): DecodedText {
  if (text === null) return { flaw: 'encoding' };
  // Control characters other than tab, line feed, line ends and form feed do not occur in text.
  const strange = text.match(/[^\P{Cc}\t\n\v\f\r\u0085]/gu)?.length ?? 0;
  return strange * 1000 > FEW * text.length ? { flaw: 'binary' } : { text, encoding };
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const startsWith = (bytes: Uint8Array, mark: number[]) => mark.every((byte, i) => bytes[i] === byte);
