import type { FilterInput, Kind, Lang } from '@zlm/server/contract';
import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import { useRoute, useRouter, type RouteLocationRaw } from 'vue-router';
import { formatQuery, formatViewport, parseQuery, valuesOf, type UrlQuery, type Viewport } from './url-query.ts';
import { filtersWhere, type FilterName, type FilterWhere } from '@zlm/server/contract/filter-table';
import type { Tab } from './tabs.ts';
import type { Scope, Sort } from './words.ts';

interface Target {
  name: string;
  id?: string | undefined;
  lang: Lang;
  query: UrlQuery;
}

/** One screen of the app, without the state of map and list. */
interface Spot {
  name: string;
  id: string | undefined;
  kind: Kind | null;
  page: string | null;
}
const LIST: Spot = { name: 'list', id: undefined, kind: null, page: null };
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
  const here = computed<Spot>(() => ({
    name: String(route.name ?? 'list'),
    id: route.params.id ? String(route.params.id) : undefined,
    kind: route.meta.kind ?? null,
    page: route.meta.page ?? null,
  }));
  /** What the map shows, also while the page of a tab covers it. */
  const ground = shallowRef(LIST);
  let lent: Pick<UrlQuery, 'map'> | null = null;
  /** The list, or the thing that is read: a page beside the map is closed to it. */
  const root = shallowRef(LIST);
  watch(
    () => route.path,
    () => {
      if (route.meta.tab) return;
      ground.value = here.value;
      if (here.value.page !== null) return;
      root.value = here.value;
      lent = null;
    },
    { immediate: true, flush: 'sync' },
  );
  const selected = computed<{ kind: Kind; id: number } | null>(() =>
    root.value.kind ? { kind: root.value.kind, id: Number(root.value.id) } : null,
  );
  /** The page beside the map, or alone. */
  const page = computed(() => ground.value.page);
  const pageId = computed(() => (page.value ? ground.value.id : undefined));
  /** The tab that covers the map, and its page where the address names one. */
  const over = computed<{ tab: Tab; page: string | null; id: string | undefined } | null>(() =>
    route.meta.tab ? { tab: route.meta.tab, page: here.value.page, id: here.value.id } : null,
  );
  /** From the question mark on. */
  const written = computed(() => router.resolve({ name: 'list', query: formatQuery(viewless.value) }).href.slice(1));

  /** Where a running navigation leads: quick changes build on it, not on the old address. */
  let target: Target | null = null;
  let isPush = false;
  let running: Promise<void> | null = null;

  function current(): Target {
    return target ?? { name: here.value.name, id: here.value.id, lang: lang.value, query: query.value };
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
  /** Before a page beside the map moves it by itself: closing the page gives the view back. */
  function lendMap(): void {
    lent ??= { map: current().query.map };
  }
  /** Back from a page beside the map, to the thing it was opened from, else to the list. */
  function closePage(): Promise<void> {
    const { query } = current();
    return go({ name: root.value.name, id: root.value.id, query: { ...query, ...lent } }, 'push');
  }
  /** From a tab the map as it was left, from the map its list. */
  function showMap(): Promise<void> {
    return go(spotOfMap(), 'push');
  }
  function spotOfMap(): Pick<Target, 'name' | 'id'> {
    return over.value ? { name: ground.value.name, id: ground.value.id } : { name: 'list', id: undefined };
  }
  const hrefOfMap = computed(() => {
    const { name, id } = spotOfMap();
    return hrefOfPage(name, id);
  });
  /** Opens a page of a module. */
  function showPage(name: string, id?: string): Promise<void> {
    return go({ name, id }, 'push');
  }
  /** Address of a page with what is shown now, or with this view of it. */
  function hrefOfPage(name: string, id?: string, view: Pick<Partial<UrlQuery>, 'map' | 'place'> = {}): string {
    return router.resolve(toLocation({ name, id, lang: lang.value, query: { ...query.value, ...view } })).href;
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
    /** The list as everybody opens it: nothing chosen and no part of the map asked for. */
    isBare: computed(
      () =>
        here.value.name === 'list' && Object.keys(formatQuery(query.value)).length + parsed.value.dropped.length === 0,
    ),
    lang,
    selected,
    page,
    pageId,
    over,
    hrefOfMap,
    isMissing: computed(() => ground.value.name === 'missing'),
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
    lendMap,
    closePage,
    showMap,
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
