import { StoreAway } from '../../file-store/port.ts';
import { Refusal } from '../../http/problem.ts';
import { route } from '../../http/route.ts';
import * as endpoints from './schema.ts';
import { uploadFile, type MediaParts } from './service.ts';
import type { PictureService } from './serving.ts';

export const mediaRoutes = (parts: MediaParts, pictures: PictureService) => [
  route(endpoints.uploadFile, ({ query, body }, context) =>
    orAway(uploadFile(parts, context, { bytes: body, type: context.contentType, alt: query.alt })),
  ),
  route(endpoints.getFile, ({ params }, { actor }) => orAway(pictures.get(actor, params.file, params.size))),
];

/** A store that does not answer is asked again shortly. */
function orAway<T>(work: Promise<T>): Promise<T> {
  return work.catch((cause: unknown) => {
    if (cause instanceof StoreAway) throw new Refusal(503, { 'Retry-After': '5' });
    throw cause;
  });
}
