import { html, jsonScript, type Markup } from './markup.ts';
import type { PublicPage } from './page.ts';
import type { Words } from './words.ts';

const LONGEST_DESCRIPTION = 160;

/** Title, description, addresses in both languages, preview and structured data. */
export function renderHead(page: PublicPage, { lang, t }: Words, origin: string): Markup {
  const title = page.title === t.name ? t.name : `${page.title} · ${t.name}`;
  const description = shorten(page.description);
  const [chinese, english] = [`${origin}${page.path}`, `${origin}/en${page.path === '/' ? '' : page.path}`];
  const own = lang === 'en' ? english : chinese;
  if (page.hidden)
    return html`<title>${title}</title>
      <meta name="description" content="${description}" />
      <meta name="robots" content="noindex" />`;
  return html`<title>${title}</title>
    <meta name="description" content="${description}" />
    <link rel="canonical" href="${own}" />
    <link rel="alternate" hreflang="zh-CN" href="${chinese}" />
    <link rel="alternate" hreflang="en" href="${english}" />
    <link rel="alternate" hreflang="x-default" href="${chinese}" />
    <meta property="og:type" content="website" />
    <meta property="og:site_name" content="${t.name}" />
    <meta property="og:title" content="${page.title}" />
    <meta property="og:description" content="${description}" />
    <meta property="og:url" content="${own}" />
    <meta property="og:locale" content="${lang === 'en' ? 'en' : 'zh_CN'}" />
    <meta name="twitter:card" content="summary" />
    ${page.jsonLd && jsonScript(page.jsonLd)}`;
}

function shorten(text: string): string {
  const line = [...text.replace(/\s+/g, ' ').trim()];
  return line.length <= LONGEST_DESCRIPTION ? line.join('') : `${line.slice(0, LONGEST_DESCRIPTION - 1).join('')}…`;
}
