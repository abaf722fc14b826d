import { encode } from 'uqr';

/** A QR code as one svg path; `size` is its side in modules with the quiet zone. */
export function toQrPath(text: string): { path: string; size: number } {
  // Medium correction: paper creases and gets wet.
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { path, size };
}
