import type { Upload } from '@zlm/server/contract';
import { toUrl } from '../../api/call.ts';
import { sendBytes } from '../../api/send-bytes.ts';

interface Sending {
  alt: string;
  /** The same again is one upload. */
  key: string;
  signal: AbortSignal;
  /** From 0 to 1 of what has left the device. */
  onProgress: (part: number) => void;
}

/** Rejects with ApiProblem, or AbortError when the signal fires. */
export const sendPhoto = (photo: Blob, { alt, ...how }: Sending): Promise<Upload> =>
  sendBytes<Upload>(toUrl('/api/files', {}, { alt }), photo, { type: photo.type || 'image/*', ...how });
