import { open } from 'node:fs/promises';
import { Compression, PMTiles, TileType, type Source } from 'pmtiles';
import { z } from 'zod';

/** What a PMTiles archive says of itself. */
export interface Archive {
  minzoom: number;
  maxzoom: number;
  /** Ids of its layers. */
  layers: readonly string[];
  /** Plain text; empty where it says nothing. */
  attribution: string;
}

/** Thrown with the reason why a file is no base map. */
export class BadArchive extends Error {}

const Metadata = z.object({
  vector_layers: z.array(z.object({ id: z.string() })).min(1),
  attribution: z.string().optional(),
});
const NEEDED = ['earth', 'water', 'places'];
const LONGEST_ATTRIBUTION = 200;

/** Reads header and metadata. Throws BadArchive. */
export async function readArchive(path: string): Promise<Archive> {
  const file = await open(path, 'r').catch((cause: NodeJS.ErrnoException) => {
    throw new BadArchive(`cannot be read (${cause.code})`);
  });
  const source: Source = {
    getKey: () => path,
    async getBytes(offset, length) {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
      return { data: buffer.buffer.slice(0, bytesRead) };
    },
  };
  try {
    return await describe(new PMTiles(source));
  } finally {
    await file.close();
  }
}

async function describe(archive: PMTiles): Promise<Archive> {
  const header = await archive.getHeader().catch(() => {
    throw new BadArchive('is no PMTiles archive of version 3');
  });
  if (header.tileType !== TileType.Mvt) throw new BadArchive('holds no vector tiles');
  // Browsers unpack neither brotli nor zstd by themselves.
  if (![Compression.None, Compression.Gzip].includes(header.tileCompression))
    throw new BadArchive('must have its tiles packed with gzip, or not at all');
  const metadata = Metadata.safeParse(await archive.getMetadata().catch(() => null));
  if (!metadata.success) throw new BadArchive('does not say which layers it has');
  const layers = metadata.data.vector_layers.map(({ id }) => id);
  const missing = NEEDED.filter((layer) => !layers.includes(layer));
  if (missing.length > 0) throw new BadArchive(`lacks the layers ${missing.join(', ')} of the Protomaps schema`);
  return {
    minzoom: header.minZoom,
    maxzoom: header.maxZoom,
    layers,
    attribution: toPlain(metadata.data.attribution ?? ''),
  };
}

/** Attributions come with links in HTML. */
function toPlain(html: string): string {
  const text = html
    .replace(/<[^>]*>/g, '')
    .replace(/&copy;/g, '©')
    .replace(/&amp;/g, '&');
  return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_ATTRIBUTION);
}
