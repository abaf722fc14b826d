import { traitsOf, type Kind } from '../contract/kinds.ts';
import type { Lang } from '../contract/lists.ts';
import { NotFound } from '../errors.ts';
import { readBuiltIndex } from './built-index.ts';
import { renderHead } from './head.ts';
import { html } from './markup.ts';
import type { PageAnswer, PageContext, PageRoute, PublicPage } from './page.ts';
import { wordsOf, type Labels, type Words } from './words.ts';

const ID = /^[1-9]\d{0,14}$/;

export interface PublicPagesOptions {
  webRoot: string;
  origin: string;
  /** What is there now; the same object as long as nothing changed. */
  labels: () => Labels;
  /** Whether there once was such a thing. */
  isGone: (kind: Kind, id: number) => Promise<boolean>;
}
interface ThingPages {
  kind: Kind;
  /** Throws NotFound. */
  write: (id: number, context: PageContext) => Promise<PublicPage>;
}
interface CodePages {
  path: string;
  /** Null where there is no such page. */
  write: (code: string, context: PageContext) => Promise<PublicPage | null>;
}

/** Pages in the built index: the app takes the place of what they say. */
export class PublicPages {
  readonly origin: string;
  readonly #options: PublicPagesOptions;
  readonly #fillIndex: ReturnType<typeof readBuiltIndex>;

  constructor(options: PublicPagesOptions) {
    this.#options = options;
    this.origin = options.origin;
    this.#fillIndex = readBuiltIndex(options.webRoot);
  }

  words(lang: Lang): Words {
    return wordsOf(lang, this.#options.labels());
  }

  /** `/activities/{id}` and the like. */
  thing({ kind, write }: ThingPages): PageRoute {
    return {
      path: `/${traitsOf(kind).folder}/:id`,
      localised: true,
      run: async ({ params, lang, now }) => {
        const words = this.words(lang);
        if (!ID.test(params.id!)) return this.missing(lang);
        const id = Number(params.id);
        try {
          return this.#answer(await write(id, { words, origin: this.origin, now }), words);
        } catch (cause) {
          if (!(cause instanceof NotFound)) throw cause;
          return (await this.#options.isGone(kind, id)) ? this.#gone(lang) : this.missing(lang);
        }
      },
    };
  }

  /** `/topics/{code}` and the like. */
  code({ path, write }: CodePages): PageRoute {
    return {
      path,
      localised: true,
      run: async ({ params, lang, now }) => {
        const words = this.words(lang);
        const page = await write(params.code!, { words, origin: this.origin, now });
        return page ? this.#answer(page, words) : this.missing(lang);
      },
    };
  }

  /** The app itself, at `/` and `/en`. */
  home(write: (context: PageContext) => PublicPage): PageRoute {
    return {
      path: '/',
      localised: true,
      run: ({ lang, now }) => {
        const words = this.words(lang);
        return Promise.resolve(this.#answer(write({ words, origin: this.origin, now }), words));
      },
    };
  }

  missing(lang: Lang): PageAnswer {
    const { missing } = this.words(lang).t;
    return this.#refusal(404, lang, missing.title, missing.hint);
  }

  #gone(lang: Lang): PageAnswer {
    const { missing } = this.words(lang).t;
    return this.#refusal(410, lang, missing.goneTitle, missing.goneHint);
  }

  #refusal(status: number, lang: Lang, title: string, hint: string): PageAnswer {
    const words = this.words(lang);
    const { related } = words.t;
    const body = html`<main class="public-page">
      <h1>${title}</h1>
      <p>${hint}</p>
      <p><a href="${words.href('/')}">${related.home}</a> <a href="${words.href('/find')}">${related.find}</a></p>
    </main>`;
    return this.#answer({ path: '/', title, description: hint, jsonLd: null, body, hidden: true }, words, status);
  }

  #answer(page: PublicPage, words: Words, status = 200): PageAnswer {
    const head = renderHead(page, words, this.origin);
    return { status, body: this.#fillIndex({ lang: words.lang, head, body: page.body }) };
  }
}
