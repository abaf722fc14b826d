import { SaxesParser } from 'saxes';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { XlsxBroken } from './broken.ts';

/** What a workbook may grow to; a real one is some twenty times its packed size. */
const MAX_ENTRIES = 2_000;
const MAX_BYTES = 200 * 1024 * 1024;
const MAX_RATIO = 200;
/** A small file may well be as good as empty. */
const MIN_JUDGED = 4 * 1024 * 1024;

export interface Element {
  /** Without its namespace. */
  name: string;
  attributes: Readonly<Record<string, string>>;
}
export interface Reader {
  open?: (element: Element) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

/** The parts of a workbook: documents of XML in a zip archive (ECMA-376, part 2). */
export class XlsxPackage {
  #zip: ZipFile;
  #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** Throws `XlsxBroken`, before anything is unpacked, where it would become too large. */
  static async open(bytes: Uint8Array): Promise<XlsxPackage> {
    const zip = await orBroken(() => fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, autoClose: false }));
    if (zip.entryCount > MAX_ENTRIES) throw new XlsxBroken('too-large');
    const entries = new Map<string, Entry>();
    let whole = 0;
    await orBroken(async () => {
      for await (const entry of zip.eachEntry()) {
        const { uncompressedSize, compressedSize } = entry;
        whole += uncompressedSize;
        const isBomb = uncompressedSize > MIN_JUDGED && uncompressedSize > MAX_RATIO * Math.max(1, compressedSize);
        if (whole > MAX_BYTES || isBomb) throw new XlsxBroken('too-large');
        if (entry.isEncrypted()) throw new XlsxBroken('locked');
        entries.set(entry.fileName.replace(/^\//, ''), entry);
      }
    });
    return new XlsxPackage(zip, entries);
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** Tells a part's elements and text in their order; nothing where the part is not there. Throws `XlsxBroken`. */
  async read(name: string, reader: Reader): Promise<void> {
    const entry = this.#entries.get(name);
    if (!entry) return;
    await orBroken(async () => {
      const parser = createParser(reader);
      const decoder = new TextDecoder('utf-8', { fatal: true });
      // The reader of the archive ends with an error where more comes out than was declared.
      const stream = await this.#zip.openReadStreamPromise(entry);
      for await (const bytes of stream) parser.write(decoder.decode(bytes as Uint8Array, { stream: true }));
      parser.write(decoder.decode()).close();
    });
  }
}

function createParser({ open, text, close }: Reader) {
  const parser = new SaxesParser();
  const bare = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('error', (error) => {
    throw new XlsxBroken('unreadable', error.message);
  });
  // Entities of its own are what bombs of XML are made of.
  parser.on('doctype', () => {
    throw new XlsxBroken('unreadable', 'DOCTYPE');
  });
  if (open) parser.on('opentag', ({ name, attributes }) => open({ name: bare(name), attributes }));
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  if (close) parser.on('closetag', ({ name }) => close(bare(name)));
  return parser;
}

async function orBroken<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (cause instanceof XlsxBroken) throw cause;
    throw new XlsxBroken('unreadable', (cause as Error).message);
  }
}
