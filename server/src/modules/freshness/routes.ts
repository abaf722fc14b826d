import type { Lang } from '../../contract/lists.ts';
import type { PublicPages } from '../../html/public-pages.ts';
import { fronted } from '../../http/bind.ts';
import { checkOrigin } from '../../http/origin.ts';
import { readLang } from '../../http/query.ts';
import { route } from '../../http/route.ts';
import { readLink } from './links.ts';
import { renderQuestion, renderThanks, renderWhyNot } from './page.ts';
import * as endpoints from './schema.ts';
import * as service from './service.ts';
import type { FreshnessParts } from './service.ts';

const DUE = ['stale', 'unconfirmed'] as const;

export const freshnessRoutes = (parts: FreshnessParts) => [
  route(endpoints.confirmThing, ({ params }, context) => service.confirmThing(parts, context, params.pin)),
  route(endpoints.undoConfirmation, ({ params }, context) => service.undoConfirmation(parts, context, params.pin)),
  route(endpoints.getFreshness, ({ query }, { actor, now }) =>
    service.getFreshness(parts, actor, { kind: query.kind, now }),
  ),
  route(endpoints.listFreshness, ({ query }, { actor, now }) => {
    const { county, kind = null, state, cursor, limit } = query;
    const [on, id] = (cursor ?? '').split('.') as [string, string];
    return service.listFreshness(parts, actor, {
      county: county === 'none' ? null : county,
      kind,
      states: state === 'due' ? DUE : [state],
      after: cursor === undefined ? null : { on: on || null, id: Number(id) },
      most: limit,
      now,
    });
  }),
];

interface LinkParts extends FreshnessParts {
  pages: PublicPages;
  /** The origin the world knows; null: that of the address asked for. */
  ownOrigin: string | null;
}

interface Asking {
  method?: string | undefined;
  url?: string | undefined;
  headers: Parameters<typeof checkOrigin>[0];
}
interface Answering {
  writeHead(status: number, headers: Record<string, string>): { end(body?: string): unknown };
}

/** Pages of a link; false for what is no path of one. Opening it changes nothing. */
export const answerLink =
  ({ pages, ownOrigin, ...parts }: LinkParts) =>
  async (request: Asking, response: Answering): Promise<boolean> => {
    const { method = 'GET', url = '/', headers } = request;
    const text = /^\/([^/?]+)\/?(?:\?.*)?$/.exec(url)?.[1];
    if (text === undefined) return false;
    const isPost = method === 'POST';
    if (!isPost && method !== 'GET' && method !== 'HEAD') return false;
    const asked = readLang(url, headers['accept-language']);
    const send = (status: number, body: string, lang: Lang) =>
      response
        .writeHead(status, {
          'Content-Type': 'text/html; charset=utf-8',
          'Cache-Control': 'no-store',
          'Content-Language': lang,
          'X-Robots-Tag': 'noindex',
          'Referrer-Policy': 'same-origin',
        })
        .end(method === 'HEAD' ? undefined : body);
    if (isPost) checkOrigin(headers, ownOrigin);
    const now = new Date();
    const link = readLink(text);
    const question = link && (await service.findQuestion(parts, link, now));
    if (!link || !question) {
      send(404, renderWhyNot('unknown', pages.words(asked)), asked);
      return true;
    }
    const words = pages.words(question.lang);
    let state: typeof question.state | 'done' | null = question.state;
    if (isPost && state === 'open') {
      const { requestId = '' } = fronted.get(request) ?? {};
      state = await service.answerQuestion(parts, { link, question, now, requestId });
    }
    if (state === 'done') send(200, renderThanks(question, words), words.lang);
    else if (state === 'open') send(200, renderQuestion(question, words), words.lang);
    else send(state === 'answered' ? 200 : 410, renderWhyNot(state ?? 'unknown', words), words.lang);
    return true;
  };
