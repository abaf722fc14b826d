import { BadSettings, type Config } from '../../config.ts';
import { BadArchive, readArchive, type Archive } from './archive.ts';

export const BOUNDARIES = 'boundaries';

/** Throws BadSettings where the file of the setting is no base map, or may not be shown to the public. */
export async function checkBasemap({ basemap, approvalNumber, isProduction }: Config): Promise<void> {
  if (basemap.type !== 'pmtiles') return;
  const archive = await readSetArchive(basemap.file);
  if (isProduction && approvalNumber === undefined && archive.layers.includes(BOUNDARIES)) {
    throw new BadSettings(
      `BASEMAP: ${basemap.file} has a layer of administrative boundaries. Set MAP_APPROVAL_NUMBER to the approval number (审图号) of this map, or use an archive without that layer.`,
    );
  }
}

/** Throws BadSettings. */
export async function readSetArchive(file: string): Promise<Archive> {
  try {
    return await readArchive(file);
  } catch (cause) {
    if (cause instanceof BadArchive) throw new BadSettings(`BASEMAP: ${file} ${cause.message}.`);
    throw cause;
  }
}
