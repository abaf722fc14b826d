import { openDirectory } from './directory.ts';
import type { FileStore } from './port.ts';
import { openS3, type S3Settings } from './s3.ts';

export type FileStoreSetting = { type: 'directory'; folder: string } | ({ type: 's3' } & S3Settings);

export const openFileStore = (setting: FileStoreSetting): FileStore =>
  setting.type === 's3' ? openS3(setting) : openDirectory(setting.folder);
