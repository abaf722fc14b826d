const MODULE = new URL('../update-to-tile.mjs', import.meta.url);

/** From UPDATE by SQL to the changed tile, with the whole way in between. Without a url in the embedded database. */
export async function measure({ url, updates }) {
  const { measureUpdateToTile } = await import(MODULE.href);
  return measureUpdateToTile({ url, updates });
}
