import type { Endpoints, FilterInput, Understanding } from '@zlm/server/contract';
import { AREA_FILTER, rowOf, WORDS_FILTER } from '@zlm/server/contract/filter-table';
import { toChange } from '@zlm/server/contract/understood';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { call } from '../../api/call.ts';
import { ApiProblem, isAbort } from '../../api/problem.ts';
import { circleFilter, circleOf, widen } from '../../state/circle.ts';
import { useQuery } from '../../state/query.ts';
import { useFlyToDivision } from '../divisions/fly-to-division.ts';
import { useFlyToOrigin } from '../divisions/fly-to-origin.ts';
import { useOrigin } from '../divisions/origin.ts';
import { zoomOf } from '../divisions/zoom.ts';
import { listHeld, toLiteral } from './apply.ts';

/** Longer nobody waits to see what was typed do something: then it is searched for as it is. */
const PATIENCE_MS = 2_000;
const NEAR_METRES = 3_000;

interface Read {
  said: string;
  answer: Understanding;
  before: FilterInput;
  change: FilterInput;
}

/** How the words last typed were read; on this page alone, as the address has all that follows from it. */
export const useReading = defineStore('reading', () => {
  const query = useQuery();
  const flyTo = useFlyToOrigin();
  const origin = useOrigin();
  const flyToDivision = useFlyToDivision();
  const last = shallowRef<Read | null>(null);
  /** What was searched for as it is, because somebody asked for that. */
  const asIs = shallowRef<string | null>(null);
  const literal = computed(() => (asIs.value === query.words ? asIs.value : null));
  /** The question for a starting point is open. */
  const isAsking = ref(false);
  let running: AbortController | null = null;

  const isCurrent = computed(() => last.value !== null && query.words === last.value.answer.q);
  const held = computed(() => (isCurrent.value ? listHeld(last.value!.answer.parts, query.filters) : []));
  const dropped = computed(() => {
    const isOnlyDropped = isCurrent.value && last.value!.answer.parts.length === 0;
    return held.value.length > 0 || isOnlyDropped ? last.value!.answer.dropped : [];
  });
  /** What was typed, as long as something of it is held. */
  const said = computed(() => (held.value.length + dropped.value.length > 0 ? last.value!.said : null));
  /** The word for here, as long as nobody knows where that is. */
  const unplaced = computed(() => {
    if (!isCurrent.value || circleOf(query.filters) || origin.lngLat) return null;
    return last.value!.answer.parts.find(({ name }) => rowOf(name)?.type === 'circle')?.text ?? null;
  });

  /** Takes over what somebody typed, in the place of what they had typed before. */
  async function submit(text: string): Promise<void> {
    running?.abort();
    asIs.value = null;
    const undo = takenBack();
    const before = { ...query.filters, ...undo };
    const answer = text === '' ? null : await ask(text, before, (running = new AbortController()));
    if (answer === 'stale') return;
    if (answer === null || answer.parts.length + answer.dropped.length === 0) {
      last.value = null;
      await query.setFilters({ ...undo, [WORDS_FILTER]: text });
      return;
    }
    const change: FilterInput = { ...undo, ...toChange(answer), ...(answer.near && around()) };
    last.value = { said: text, answer, before, change };
    await query.setFilters(change);
    isAsking.value = answer.near && !origin.lngLat;
    move(answer);
  }

  /** The filters as they were before the words that are held. */
  function takenBack(): FilterInput {
    if (said.value === null) return {};
    const { change, before } = last.value!;
    return toLiteral('', change, before);
  }
  /** The words go, and what they meant. */
  async function clear(): Promise<void> {
    const undo = takenBack();
    last.value = null;
    asIs.value = null;
    await query.setFilters({ ...undo, [WORDS_FILTER]: '' });
  }
  /** Something else was chosen: its filters stay, without words. */
  function forget(): void {
    last.value = null;
  }

  async function ask(
    q: string,
    { [AREA_FILTER]: area }: FilterInput,
    controller: AbortController,
  ): Promise<Understanding | null | 'stale'> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      controller.abort();
    }, PATIENCE_MS);
    const words = { q, ...(area ? { [AREA_FILTER]: area } : {}), ...(query.lang === 'en' ? { lang: query.lang } : {}) };
    try {
      return await call<Endpoints['understand']>('GET', '/api/understand', { query: words }, controller.signal);
    } catch (error) {
      if (isAbort(error)) return isLate ? null : 'stale';
      if (error instanceof ApiProblem) return null;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The map shows the place that was named. */
  function move({ filters, near }: Understanding): void {
    const area = filters[AREA_FILTER];
    if (area !== undefined && !area.includes(',')) void flyToDivision(area);
    else if (near && origin.lngLat) flyToOrigin();
  }
  /** Around where somebody is, as far as that is known. */
  function around(): FilterInput {
    return origin.lngLat ? circleFilter(origin.lngLat, widen(NEAR_METRES, origin.accuracy)) : {};
  }
  function flyToOrigin(): void {
    flyTo(origin.chosen!, zoomOf('township'));
  }

  /** Somebody chose where to start from. */
  async function placeNear(): Promise<void> {
    if (!last.value || !origin.lngLat) return;
    last.value = { ...last.value, change: { ...last.value.change, ...around() } };
    await query.setFilters(around());
    flyToOrigin();
  }
  /** The same words, meaning nothing but themselves. */
  async function takeLiterally(): Promise<void> {
    if (!last.value) return;
    const { said, change, before } = last.value;
    last.value = null;
    asIs.value = said;
    await query.setFilters(toLiteral(said, change, before));
  }
  async function takeOther(value: string): Promise<void> {
    await query.setFilters({ [AREA_FILTER]: value });
    await flyToDivision(value);
  }
  return {
    held,
    dropped,
    said,
    unplaced,
    literal,
    isAsking,
    submit,
    clear,
    forget,
    placeNear,
    takeLiterally,
    takeOther,
  };
});
