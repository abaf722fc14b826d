import { z } from 'zod';
import { Uuid } from '../../contract/account.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { ALT_TEXT, PICTURE_SIZES } from '../../contract/picture-sizes.ts';
import { Bytes, FileName, ServedPicture } from '../../contract/picture.ts';

/** The largest file that is taken. */
const MOST_BYTES = 10_000_000;
const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;

const AltText = z
  .string()
  .trim()
  .min(ALT_TEXT.least, 'is needed here')
  .max(ALT_TEXT.most, 'takes at most 200 characters');

export const Upload = z
  .object({
    id: Uuid,
    file: FileName,
    width: z.int().meta({ description: 'Of the largest size' }),
    height: z.int(),
    sizes: z.array(z.object({ size: z.int(), width: z.int(), height: z.int(), src: z.string() })),
  })
  .meta({ id: 'Upload' });
export type Upload = z.infer<typeof Upload>;

export const uploadFile = endpoint({
  id: 'uploadFile',
  method: 'POST',
  path: '/api/files',
  summary: 'Takes a photo: only its uploader and reviewers see it until something public shows it',
  access: 'things.write',
  idempotent: true,
  query: z.strictObject({ alt: AltText.meta({ description: 'What it shows, for who does not see it' }) }),
  receives: { types: [...PHOTO_TYPES, 'image/*'], mostBytes: MOST_BYTES },
  body: Bytes,
  response: Upload,
  limit: { times: 300, seconds: 3600 },
});

export const getFile = endpoint({
  id: 'getFile',
  method: 'GET',
  path: '/files/{file}/{size}.webp',
  summary: 'A photo in one of its sizes',
  access: 'public',
  asksWho: true,
  params: z.object({
    file: FileName,
    size: z.enum(PICTURE_SIZES.map(String) as [string, ...string[]]).meta({ description: 'Of the longer side' }),
  }),
  response: ServedPicture,
  responseType: 'image/webp',
});
