import { html, type Markup } from '../../html/markup.ts';

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
export const URLSET_START = `${XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n`;
export const URLSET_END = '</urlset>\n';

/** A page in both languages, each naming the other. */
export function toUrls(origin: string, path: string, modified: string | null): string {
  const [chinese, english] = [`${origin}${path}`, `${origin}/en${path}`];
  const alternates = html`<xhtml:link rel="alternate" hreflang="zh-CN" href="${chinese}" /><xhtml:link
      rel="alternate"
      hreflang="en"
      href="${english}"
    /><xhtml:link rel="alternate" hreflang="x-default" href="${chinese}" />`;
  return [chinese, english].map((url) => toUrl(url, modified, alternates)).join('');
}

function toUrl(url: string, modified: string | null, alternates: Markup): string {
  return `${html`<url><loc>${url}</loc>${modified && html`<lastmod>${modified}</lastmod>`}${alternates}</url>`.text}\n`;
}

export function toIndex(sitemaps: readonly { url: string; modified: string | null }[]): string {
  const entries = sitemaps.map(
    ({ url, modified }) =>
      html`<sitemap><loc>${url}</loc>${modified && html`<lastmod>${modified}</lastmod>`}</sitemap>`,
  );
  return `${XML}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${html`${entries}`.text}\n</sitemapindex>\n`;
}
