import type { Kind } from '@zlm/server/contract';
import { traitsOf } from '@zlm/server/contract/kinds';
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { TABS, type Tab } from './state/tabs.ts';
import { barePages, desks, layers, tabPages, things, type PagePart } from './things/registry.ts';
import { closeOnBack } from './ui/back.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** The kind whose details the panel shows; absent on the list. */
    kind?: Kind;
    /** The page shown in place of the list, over the map or alone. */
    page?: string;
    /** The tab whose page covers the map; absent where the map is seen. */
    tab?: Tab;
    missing?: true;
  }
}

// The shell shows list and details itself, so that neither map nor list is rebuilt; routes only name them.
const nothing = { render: () => null };

const details = things.map<RouteRecordRaw>(({ kind }) => ({
  name: kind,
  path: `/:lang(en)?/${traitsOf(kind).folder}/:id([1-9]\\d{0,15})`,
  component: nothing,
  meta: { kind },
}));

const toPage = ({ name, path, tab }: PagePart & { tab?: Tab }): RouteRecordRaw => ({
  name,
  path: `/:lang(en)?/${path}`,
  component: nothing,
  meta: { page: name, ...(tab ? { tab } : {}) },
});
const tabs = TABS.filter((tab) => tab !== 'map').map<RouteRecordRaw>((tab) => ({
  name: tab,
  path: `/:lang(en)?/${tab}`,
  component: nothing,
  meta: { tab },
}));

// Their public pages are lists of one topic or area.
const collections = [
  ['topics', 'topic', '[a-z0-9][a-z0-9_-]*'],
  ['areas', 'division', '\\d+'],
].map<RouteRecordRaw>(([path, filter, pattern]) => ({
  path: `/:lang(en)?/${path}/:code(${pattern})`,
  redirect: ({ params: { lang, code }, query }) => ({
    name: 'list',
    params: { lang },
    query: { ...query, [filter!]: code as string, scope: 'all' },
  }),
}));

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { name: 'list', path: '/:lang(en)?', component: nothing },
    ...details,
    ...tabs,
    ...[...tabPages, ...layers, ...barePages, ...desks].map(toPage),
    ...collections,
    { name: 'missing', path: '/:rest(.*)*', component: nothing, meta: { missing: true } },
  ],
});
closeOnBack(router);
