/** Width and height as an iframe takes them: pixels, or a share of the page. */
export const SIZES = {
  wide: { width: '100%', height: '640' },
  card: { width: '480', height: '640' },
  phone: { width: '360', height: '560' },
} as const;
export type SizeName = keyof typeof SIZES;
export const SIZE_NAMES = Object.keys(SIZES) as SizeName[];

interface Frame {
  url: string;
  title: string;
  size: SizeName;
}

/** HTML that shows `url` in another page. */
export function toEmbedCode({ url, title, size }: Frame): string {
  const { width, height } = SIZES[size];
  const attributes = { src: url, title, width, height, loading: 'lazy', style: 'border: 0; max-width: 100%' };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escape(value)}"`);
  return `<iframe ${written.join(' ')}></iframe>`;
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
