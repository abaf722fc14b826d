import type { FormBody, Revision } from '@zlm/server/contract';
import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { fromDayNumber, toDay, toDayNumber } from '../../server/src/formats/shanghai-time.ts';

/** A spot of the map that nothing of the demonstration is at. */
export interface Spot {
  lng: number;
  lat: number;
}
const WEEKS = 12;
const [year, month, day] = fromDayNumber(toDayNumber(toDay(new Date())) + 7 * WEEKS)
  .split('-')
  .map(Number);
/** Some sessions to come, as one says them. */
export const SATURDAYS = `每周六 9:00–10:30 到 ${year} 年 ${month} 月 ${day} 日`;
const SESSIONS = ['2098-12-06', '2098-12-13', '2098-12-20'];

/** A class at a spot of its own, which lacks nothing. */
export const classAt = ({ lng, lat }: Spot, title: string): FormBody => ({
  ...{ title, topics: ['calligraphy'], format: 'lecture', mode: 'offline' },
  place: {
    ...{ name: '听松书院', address: '松风路 1 号', accessibility: [] },
    position: {
      ...{ lngLat: [lng, lat], crs: 'WGS84', given: [lng, lat] },
      ...{ precision: null, division: '331121', divisionBy: 'declared' },
    },
  },
  series: { words: '', rule: null, times: [{ starts: '09:00', ends: '10:30' }], dates: SESSIONS },
});

/** Writes something as who is signed in on the page, without a form. */
export async function send<T>(page: Page, path: string, data: object): Promise<T> {
  const headers = { origin: inject('origin'), 'idempotency-key': crypto.randomUUID() };
  const answer = await page.request.post(inject('origin') + path, { data, headers });
  expect(answer.status(), `${path}: ${await answer.text()}`).toBe(200);
  return (await answer.json()) as T;
}
export async function submit(page: Page, institution: number, body: FormBody): Promise<Revision> {
  const { id, saved, problems } = await send<Revision>(page, '/api/pins', { kind: 'activity', institution, body });
  expect(problems).toEqual([]);
  return send<Revision>(page, `/api/pin-revisions/${id}/submission`, { saved });
}
