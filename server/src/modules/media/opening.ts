import { openFileStore } from '../../file-store/open.ts';
import type { JobKind, Parts } from '../../module.ts';
import { Darkroom } from '../../pictures/darkroom.ts';
import { removeUnnamedFiles } from './remove-unnamed.ts';
import type { MediaParts } from './service.ts';
import { PictureService } from './serving.ts';

export function openMedia({ database, config }: Pick<Parts, 'database' | 'config'>) {
  const parts: MediaParts = { database, store: openFileStore(config.fileStore), darkroom: new Darkroom() };
  return { parts, pictures: new PictureService(parts) };
}

export const removeUnnamed: JobKind = {
  kind: 'media.remove-unnamed',
  every: '1 hour',
  run: async ({ database, config }, { signal }) => {
    await removeUnnamedFiles(database, openFileStore(config.fileStore), signal);
  },
};
