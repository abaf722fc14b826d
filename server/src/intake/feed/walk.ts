/** One page as it was read; what is in it is not looked at here. */
export interface PageOf<T> {
  items: readonly T[];
  next: string;
}
export interface WalkOptions<T extends PageOf<unknown>> {
  /** The first page of the feed, or where an earlier walk came to. */
  from: string;
  /** Reads a page. Throws `CursorRefused` where the server does not know the address any more. */
  readPage: (url: string) => Promise<T>;
  /** Pages of this walk; the next one goes on from there. */
  mostPages: number;
}
export interface Step<T> {
  page: T;
  /** Where to go on. */
  next: string;
  /** Nothing comes after it for now. */
  isLast: boolean;
}

/** The server no longer knows the place that was asked for: one begins anew. */
export class CursorRefused extends Error {}
/** The pages lead nowhere: elsewhere, or round in a circle. */
export class BadWalk extends Error {
  readonly why: 'loops' | 'not_a_feed';
  constructor(why: 'loops' | 'not_a_feed') {
    super(why);
    this.why = why;
  }
}

/**
 * Walks the pages of a feed from one address to its end, by the cursor clause of Realtime Paged Data Exchange 1.0: the end
 * is a page that leads to itself, with nothing in it where the server keeps to the rules. Throws `BadWalk`, and what
 * `readPage` throws.
 */
export async function* walk<T extends PageOf<unknown>>({
  from,
  readPage,
  mostPages,
}: WalkOptions<T>): AsyncGenerator<Step<T>> {
  const { origin } = new URL(from);
  const asked = new Set<string>();
  let url = from;
  for (let pages = 0; pages < mostPages; pages++) {
    asked.add(url);
    const page = await readPage(url);
    const next = toNext(page.next, url, origin);
    const isLast = next === url;
    // Cursors grow: one that was there before does not end.
    if (!isLast && asked.has(next)) throw new BadWalk('loops');
    yield { page, next, isLast };
    if (isLast) return;
    url = next;
  }
}

function toNext(next: string, from: string, origin: string): string {
  if (!URL.canParse(next, from)) throw new BadWalk('not_a_feed');
  const url = new URL(next, from);
  // Whoever serves the feed does not send us to somebody else.
  if (url.origin !== origin) throw new BadWalk('not_a_feed');
  url.hash = '';
  return url.href;
}
