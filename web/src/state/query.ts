import type { FilterInput, Kind, Lang } from '@zlm/server/contract';
import { defineStore } from 'pinia';
import { computed } from 'vue';
import { useRoute, useRouter, type RouteLocationRaw } from 'vue-router';
import { formatQuery, formatViewport, parseQuery, valuesOf, type UrlQuery, type Viewport } from './url-query.ts';
import { filtersWhere, type FilterName, type FilterWhere } from '@zlm/server/contract/filter-table';
import type { Scope, Sort } from './words.ts';

interface Target {
  name: string;
  id?: string | undefined;
  lang: Lang;
  query: UrlQuery;
}

const AREAS = filtersWhere({ type: 'areaCode' });

/** The state of the map and list, read from the address and written to it. */
export const useQuery = defineStore('query', () => {
  const route = useRoute();
  const router = useRouter();

  const parsed = computed(() => parseQuery(route.query));
  const query = computed(() => parsed.value.query);
  // A pan changes the address several times a second; what does not depend on the map must not notice.
  const filters = computed<FilterInput>((known) => keepIfSame(known, query.value.filters));
  const viewless = computed<UrlQuery>((known) => keepIfSame(known, { ...query.value, map: null }));
  /** Of the question, as typed. */
  const words = computed(() => filters.value.q ?? '');
  /** The spot whose things are listed; the map keeps showing what is elsewhere. */
  const stack = computed(() => filters.value.at);
  const mapFilters = computed<FilterInput>(() => ({ ...filters.value, at: undefined }));
  /** The divisions chosen, for what asks about them alone. */
  const area = computed<Pick<FilterInput, FilterWhere<{ type: 'areaCode' }>>>(() =>
    Object.fromEntries(AREAS.flatMap((name) => (filters.value[name] ? [[name, filters.value[name]]] : []))),
  );
  const lang = computed<Lang>(() => (isEnglishPath(route.path) ? 'en' : 'zh-CN'));
  const selected = computed<{ kind: Kind; id: number } | null>(() =>
    route.meta.kind ? { kind: route.meta.kind, id: Number(route.params.id) } : null,
  );
  const page = computed(() => route.meta.page ?? null);
  const pageId = computed(() => (page.value && route.params.id ? String(route.params.id) : undefined));
  /** From the question mark on. */
  const written = computed(() => router.resolve({ name: 'list', query: formatQuery(viewless.value) }).href.slice(1));

  /** Where a running navigation leads: quick changes build on it, not on the old address. */
  let target: Target | null = null;
  let isPush = false;
  let running: Promise<void> | null = null;

  function current(): Target {
    if (target) return target;
    const id = route.params.id;
    return {
      name: String(route.name ?? 'list'),
      lang: lang.value,
      query: query.value,
      ...(id ? { id: String(id) } : {}),
    };
  }

  function go(change: Partial<Target>, how: 'push' | 'replace'): Promise<void> {
    target = { ...current(), ...change };
    isPush ||= how === 'push';
    return (running ??= navigate());
  }
  /** One navigation after another; what changes meanwhile joins the step just made, so Back undoes both. */
  async function navigate(): Promise<void> {
    let hasPushed = false;
    try {
      while (target) {
        const next = target;
        const pushes: boolean = isPush && !hasPushed;
        isPush = false;
        await (pushes ? router.push(toLocation(next)) : router.replace(toLocation(next)));
        hasPushed ||= pushes;
        if (target === next) target = null;
      }
    } finally {
      target = null;
      running = null;
    }
  }

  /** Changes filters; undefined or '' removes one. */
  function setFilters(change: FilterInput, how: 'push' | 'replace' = 'push'): Promise<void> {
    const { query } = current();
    return go({ query: { ...query, filters: { ...query.filters, ...change } } }, how);
  }
  function setWords(text: string): Promise<void> {
    return setFilters({ q: text === '' ? undefined : text });
  }
  /** `spot` as `lng,lat`; null leaves the stack. */
  function setStack(spot: string | null): Promise<void> {
    return setFilters({ at: spot ?? undefined });
  }
  function toggle(name: FilterName, value: string): Promise<void> {
    const values = valuesOf(current().query.filters, name);
    const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
    return setFilters({ [name]: next.join(',') || undefined });
  }
  function clearFilters(): Promise<void> {
    return go({ query: { ...current().query, filters: {}, scope: null } }, 'push');
  }
  function setView(change: { scope?: Scope | null; sort?: Sort | null; place?: string | null }): Promise<void> {
    return go({ query: { ...current().query, ...change } }, 'push');
  }
  /** The list of one part of all that matches, from wherever the person is. */
  function showScope(scope: Scope): Promise<void> {
    return go({ name: 'list', query: { ...current().query, scope } }, 'push');
  }
  /** A pan is no step in the history. */
  function setMap(map: Viewport): Promise<void> {
    const known = current().query.map;
    if (known && formatViewport(known) === formatViewport(map)) return Promise.resolve();
    return go({ query: { ...current().query, map } }, 'replace');
  }
  function select(kind: Kind, id: number): Promise<void> {
    return go({ name: kind, id: String(id) }, 'push');
  }
  function showList(change: FilterInput | null = null): Promise<void> {
    const { query } = current();
    return go({ name: 'list', ...(change ? { query: { ...query, filters: change, scope: 'all' } } : {}) }, 'push');
  }
  /** Opens a page of a module in place of the list. */
  function showPage(name: string, id?: string): Promise<void> {
    return go({ name, id }, 'push');
  }
  /** Address of a page with what is shown now, or with this view of it. */
  function hrefOfPage(name: string, id?: string, view: Pick<Partial<UrlQuery>, 'map' | 'place'> = {}): string {
    const { lang, query } = current();
    return router.resolve(toLocation({ name, id, lang, query: { ...query, ...view } })).href;
  }
  function switchLang(to: Lang): Promise<void> {
    return go({ lang: to }, 'push');
  }
  /** Address of a thing with the present filters, for a real link; in another tab the map opens where the thing is. */
  function hrefOf(kind: Kind, id: number): string {
    return router.resolve({ name: kind, params: { ...langParams(lang.value), id } }).href + written.value;
  }
  /** Address of the list of everything that matches `filters` alone. */
  function hrefOfList(filters: FilterInput): string {
    const query: UrlQuery = { ...viewless.value, filters, scope: 'all', sort: null };
    return router.resolve(toLocation({ name: 'list', lang: lang.value, query })).href;
  }
  return {
    query,
    lang,
    selected,
    page,
    pageId,
    isMissing: computed(() => route.meta.missing === true),
    dropped: computed(() => parsed.value.dropped),
    filters,
    words,
    stack,
    mapFilters,
    area,
    setFilters,
    setWords,
    setStack,
    toggle,
    clearFilters,
    setView,
    showScope,
    setMap,
    select,
    showList,
    showPage,
    hrefOfPage,
    switchLang,
    hrefOf,
    hrefOfList,
  };
});

/** The value known, where the next one says the same: nothing that follows it runs again. */
function keepIfSame<T>(known: T | undefined, next: T): T {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(next) ? known : next;
}

function toLocation({ name, id, lang, query }: Target): RouteLocationRaw {
  if (name === 'missing') return { name: 'list', params: langParams(lang), query: formatQuery(query) };
  return { name, params: { ...langParams(lang), ...(id ? { id } : {}) }, query: formatQuery(query) };
}

/** `/en` and whatever is below it. */
export function isEnglishPath(path: string): boolean {
  return /^\/en(\/|$)/.test(path);
}

function langParams(lang: Lang): Record<string, string | null> {
  return { lang: lang === 'en' ? 'en' : null };
}
