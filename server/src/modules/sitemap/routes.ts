import { traitsOf } from '../../contract/kinds.ts';
import { NotFound } from '../../errors.ts';
import { etagOf } from '../../formats/etag.ts';
import type { PageAnswer, PageRoute } from '../../html/page.ts';
import type { Parts } from '../../module.ts';
import { createSitemap } from './service.ts';
import { toIndex } from './xml.ts';

/** Part names: `activities-2`; `topics` and `areas` are one each. */
const PART = /^([a-z-]+)-([1-9]\d{0,5})\.xml$/;

export function sitemapPages({ database, things, pages, origin }: Parts): PageRoute[] {
  const sitemap = createSitemap({ database, things, origin, labels: () => pages.words('zh-CN').labels });
  const route = (path: string, run: PageRoute['run']): PageRoute => ({ path, localised: false, run });

  return [
    route('/robots.txt', () => Promise.resolve(whole(robots(origin), 'text/plain'))),
    route('/sitemap.xml', async () => whole(toIndex(await sitemap.list()), 'application/xml')),
    route('/sitemap/:part', async ({ params: { part } }) => {
      const named = part === 'topics.xml' || part === 'areas.xml' ? part.slice(0, -4) : null;
      if (named) return whole(sitemap.codes(named as 'topics' | 'areas'), 'application/xml');
      const [, folder, n] = PART.exec(part!) ?? [];
      const thing = things.find(({ kind }) => traitsOf(kind).folder === folder);
      return sitemap.part(thing ?? missing(), Number(n));
    }),
  ];
}

function missing(): never {
  throw new NotFound();
}

function whole(text: string, type: string): PageAnswer {
  return { stream: { etag: etagOf(Buffer.from(text)), type, parts: [text] } };
}

function robots(origin: string): string {
  const closed = ['/api/', '/tiles/', '/basemap/', '/print', '/en/print', '/find?', '/en/find?'];
  return ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`), '', `Sitemap: ${origin}/sitemap.xml`, ''].join(
    '\n',
  );
}
