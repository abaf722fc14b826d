import { stat } from 'node:fs/promises';
import express, { type Request, type Response, type Router } from 'express';
import { NotFound } from '../errors.ts';
import { refuse } from './bind.ts';
import { Refusal } from './problem.ts';

/** A large file that is read in parts. */
export interface ServedFile {
  /** `/basemap/map.pmtiles` */
  path: string;
  file: string;
  type: string;
}

/** Answers ranges of files (RFC 9110, 14), each form of a file with a strong ETag of its own. */
export function filesRouter(files: readonly ServedFile[]): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const served of files) {
    router.get(served.path, (request, response) => sendParts(served, request, response));
    router.all(served.path, (request, response) => refuse(request, response, new Refusal(405, { Allow: 'GET, HEAD' })));
  }
  return router;
}

async function sendParts({ file, type }: ServedFile, request: Request, response: Response): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return refuse(request, response, new NotFound());
  response.set({
    'Content-Type': type,
    // A packed part would be no part of the file.
    'Cache-Control': 'no-cache, no-transform',
    ETag: `"${found.size.toString(36)}-${Math.round(found.mtimeMs * 1000).toString(36)}"`,
  });
  const options = { acceptRanges: true, cacheControl: false, etag: false, dotfiles: 'allow' } as const;
  response.sendFile(file, options, (cause?: Error & { status?: number; headers?: Record<string, string> }) => {
    // Whoever hung up needs no answer.
    if (!cause || response.headersSent || response.destroyed) return;
    for (const name of ['ETag', 'Last-Modified']) response.removeHeader(name);
    refuse(request, response, cause.status === 416 ? new Refusal(416, cause.headers) : new NotFound());
  });
}
