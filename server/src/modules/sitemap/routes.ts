import type { PageRoute } from '../../html/page.ts';
import type { Parts } from '../../module.ts';
import { createSitemap } from './service.ts';

export function sitemapPages({ database, things, live, pages, origin }: Parts): PageRoute[] {
  const labels = () => pages.words('zh-CN').labels;
  const read = createSitemap({ database, things, origin, labels, version: () => live.current.state });
  const route = (path: string, run: PageRoute['run']): PageRoute => ({ path, localised: false, run });
  return [
    route('/robots.txt', () => Promise.resolve({ text: robots(origin) })),
    route('/sitemap.xml', async () => ({ file: await read('sitemap.xml') })),
    route('/sitemap/:file', async ({ params }) => ({ file: await read(params['file']!) })),
  ];
}

function robots(origin: string): string {
  const closed = ['/api/', '/tiles/', '/basemap/', '/print', '/en/print', '/find?', '/en/find?'];
  return ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`), '', `Sitemap: ${origin}/sitemap.xml`, ''].join(
    '\n',
  );
}
