import { createReadStream } from 'node:fs';
import { BrokenFile } from '@zlm/server/intake/broken-file';

type Encoding = 'utf-8' | 'gb18030' | 'utf-16le';

/** Pieces of the text of a file too large to hold: UTF-8, else GB18030, as Excel writes it in China. Throws `BrokenFile`. */
export async function openText(file: string): Promise<() => AsyncGenerator<string>> {
  const encoding = await findEncoding(file);
  return () => decode(file, encoding);
}

async function findEncoding(file: string): Promise<Encoding> {
  const begin = await readBegin(file);
  const startsWith = (...mark: number[]) => mark.every((byte, at) => begin[at] === byte);
  if (startsWith(0x50, 0x4b, 3, 4) || startsWith(0xd0, 0xcf, 0x11, 0xe0)) throw new BrokenFile('spreadsheet', '', file);
  const tried: readonly Encoding[] = startsWith(0xff, 0xfe) ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const encoding of tried) if (await isReadable(file, encoding)) return encoding;
  throw new BrokenFile('encoding', '', file);
}

async function readBegin(file: string): Promise<Uint8Array> {
  try {
    for await (const bytes of createReadStream(file, { end: 3 })) return bytes as Uint8Array;
    return new Uint8Array();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw code === 'ENOENT' ? new BrokenFile('not-found', file) : new BrokenFile('unreadable', message, file);
  }
}

/** Control characters other than tab, line feed, line ends and form feed do not occur in text. */
const UNTEXT = /[^\P{Cc}\t\n\v\f\r\u0085]/u;

async function isReadable(file: string, encoding: Encoding): Promise<boolean> {
  try {
    for await (const text of decode(file, encoding)) if (UNTEXT.test(text)) throw new BrokenFile('binary', '', file);
    return true;
  } catch (cause) {
    if (cause instanceof TypeError) return false;
    throw cause;
  }
}

/** Throws TypeError for bytes that are not of this encoding. */
async function* decode(file: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const bytes of createReadStream(file, { highWaterMark: 1 << 18 }))
    yield decoder.decode(bytes as Uint8Array, { stream: true });
  yield decoder.decode();
}
