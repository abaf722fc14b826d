import { createPinia, setActivePinia } from 'pinia';
import { expect, test } from 'vitest';
import { createSSRApp } from 'vue';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { useQuery } from './query.ts';

async function openApp(): Promise<{ router: Router; query: ReturnType<typeof useQuery> }> {
  const page = { render: () => null };
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/:lang(en)?', name: 'list', component: page },
      { path: '/:lang(en)?/courses/:id', name: 'course', component: page, meta: { kind: 'course' } },
      { path: '/:lang(en)?/schedule', name: 'schedule', component: page, meta: { tab: 'schedule' } },
      { path: '/:lang(en)?/area', name: 'area', component: page, meta: { page: 'area' } },
    ],
  });
  await router.push('/');
  const pinia = createPinia();
  createSSRApp(page).use(pinia).use(router);
  setActivePinia(pinia);
  return { router, query: useQuery() };
}
/** The memory history goes back in its own time. */
async function goBack(router: Router): Promise<string> {
  const arrived = new Promise((resolve) => router.afterEach(resolve));
  router.back();
  await arrived;
  return router.currentRoute.value.fullPath;
}

test('changes before the first navigation ends are one step back', async () => {
  const { router, query } = await openApp();
  const first = query.setFilters({ price: 'free' });
  const second = query.setView({ scope: 'all' });
  const third = query.setMap({ zoom: 9, lat: 30, lng: 120 });
  await Promise.all([first, second, third]);
  expect(router.currentRoute.value.fullPath).toBe('/?price=free&scope=all&map=9/30/120');
  expect(await goBack(router)).toBe('/');
});

test('a change while the navigation has ended but nobody knows yet is no step of its own', async () => {
  const { router, query } = await openApp();
  const stop = router.afterEach(() => {
    stop();
    void query.setMap({ zoom: 9, lat: 30, lng: 120 });
  });
  await query.setFilters({ price: 'free' });
  expect(router.currentRoute.value.fullPath).toBe('/?price=free&map=9/30/120');
  expect(await goBack(router)).toBe('/');
});

test('finished changes are steps of their own, a pan is none', async () => {
  const { router, query } = await openApp();
  await query.setFilters({ price: 'free' });
  await query.setMap({ zoom: 9, lat: 30, lng: 120 });
  await query.select('course', 7);
  expect(router.currentRoute.value.fullPath).toBe('/courses/7?price=free&map=9/30/120');
  expect(await goBack(router)).toBe('/?price=free&map=9/30/120');
  expect(await goBack(router)).toBe('/');
});

test('a pan under way does not swallow the step after it', async () => {
  const { router, query } = await openApp();
  await Promise.all([query.setMap({ zoom: 9, lat: 30, lng: 120 }), query.setFilters({ price: 'free' })]);
  expect(router.currentRoute.value.fullPath).toBe('/?price=free&map=9/30/120');
  expect(await goBack(router)).toBe('/?map=9/30/120');
});

test('a tab covers the map and closes to the thing that was read; a page beside it closes to that thing too', async () => {
  const { router, query } = await openApp();
  await query.select('course', 7);
  await query.showPage('schedule');
  expect([query.over, query.selected]).toEqual([
    { tab: 'schedule', page: null, id: undefined },
    { kind: 'course', id: 7 },
  ]);
  expect(query.hrefOfMap).toBe('/courses/7');
  await query.showMap();
  expect([router.currentRoute.value.fullPath, query.over]).toEqual(['/courses/7', null]);
  await query.showPage('area');
  expect([query.page, query.selected?.id]).toEqual(['area', 7]);
  await query.closePage();
  expect([router.currentRoute.value.fullPath, query.page]).toEqual(['/courses/7', null]);
  expect(query.hrefOfMap).toBe('/');
});

test('a page that moves the map by itself gives the view back, one the person moves leaves it', async () => {
  const { router, query } = await openApp();
  await query.setMap({ zoom: 12, lat: 30, lng: 120 });
  await query.showPage('area');
  query.lendMap();
  await query.setMap({ zoom: 7, lat: 29, lng: 119 });
  await query.closePage();
  expect(router.currentRoute.value.fullPath).toBe('/?map=12/30/120');
  await query.showPage('area');
  await query.setMap({ zoom: 9, lat: 30, lng: 120 });
  await query.closePage();
  expect(router.currentRoute.value.fullPath).toBe('/?map=9/30/120');
});
