import { z } from 'zod';

interface Described {
  jsonSchema: Record<string, unknown>;
}
const describeBytes = ({ jsonSchema }: Described): void => {
  for (const name of Object.keys(jsonSchema)) delete jsonSchema[name];
  Object.assign(jsonSchema, { type: 'string', format: 'binary' });
};

/** What is sent as it is. */
export const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array).meta({ override: describeBytes });

/** Who may see it may keep it for ever, or nobody keeps it. */
export const ServedPicture = z
  .object({ bytes: Bytes, etag: z.string(), isPublic: z.boolean() })
  .meta({ override: describeBytes });
export type ServedPicture = z.infer<typeof ServedPicture>;

export const FileName = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be the name of a file here')
  .meta({ description: 'SHA-256 of the largest picture kept of it' });

/** A photo of something public; each size is at `/files/{file}/{size}.webp`. */
export const Photo = z
  .object({
    file: FileName,
    alt: z.string().meta({ description: 'What it shows, for who does not see it' }),
    width: z.int().meta({ description: 'Of the largest size' }),
    height: z.int(),
  })
  .meta({ id: 'Photo' });
export type Photo = z.infer<typeof Photo>;

/** One size of a photo, ready to be shown. */
export const Picture = z
  .object({ src: z.string(), alt: Photo.shape.alt, width: z.int(), height: z.int() })
  .meta({ id: 'Picture' });
export type Picture = z.infer<typeof Picture>;
