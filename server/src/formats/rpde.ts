import { z } from 'zod';

/** One item of a page of Realtime Paged Data Exchange 1.0. */
export interface RpdeItem {
  id: string;
  /** Opaque; two of one item are compared by `compareModified` alone. */
  modified: string;
  kind: string;
  /** null: it was deleted. */
  data: Record<string, unknown> | null;
}
export interface RpdePage {
  items: RpdeItem[];
  /** Of what is no item, the places in the page from 1. */
  broken: number[];
  /** As the page says it; may be relative. */
  next: string;
  license: string | null;
}

const Word = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1).max(500));
const Item = z
  .looseObject({
    id: Word,
    modified: Word,
    kind: z.string().max(100).default(''),
    state: z.enum(['updated', 'deleted']),
    data: z.record(z.string(), z.unknown()).optional(),
  })
  // Some feeds send data with what is deleted.
  .refine(({ state, data }) => state === 'deleted' || data !== undefined);
const Page = z.looseObject({
  items: z.array(z.unknown()),
  next: z.string().min(1).max(2_000),
  license: z.string().max(500).nullish(),
});

/** The bytes are no page of a feed. */
export class RpdeBroken extends Error {}

/** Throws `RpdeBroken`. */
export function readRpdePage(bytes: Uint8Array): RpdePage {
  let page: z.infer<typeof Page>;
  try {
    page = Page.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw new RpdeBroken(cause instanceof z.ZodError ? 'items, next' : (cause as Error).message);
  }
  const result: RpdePage = { items: [], broken: [], next: page.next, license: page.license ?? null };
  for (const [at, one] of page.items.entries()) {
    const { data: item } = Item.safeParse(one);
    if (!item) result.broken.push(at + 1);
    else {
      const { id, modified, kind, state, data } = item;
      result.items.push({ id, modified, kind, data: state === 'deleted' ? null : data! });
    }
  }
  return result;
}

/** Negative where `a` is older. The specification asks for numbers; other words are compared as words. */
export function compareModified(a: string, b: string): number {
  const isNumber = (text: string) => /^\d{1,40}$/.test(text);
  if (isNumber(a) && isNumber(b)) return Number(BigInt(a) - BigInt(b) > 0n) - Number(BigInt(a) - BigInt(b) < 0n);
  return Number(a > b) - Number(a < b);
}
