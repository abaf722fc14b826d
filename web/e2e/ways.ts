import { expect } from 'vitest';
import { counting } from './hands.ts';
import * as tasks from './tasks.ts';

export type Way = 'keyboard' | 'mouse' | 'touch' | 'elder' | 'mapless';
type Step = 'find' | 'weekend' | 'filter' | 'choosePlace';
type Deed = 'navigate' | 'putInCalendar' | 'save' | 'share' | 'reportMistake' | 'changeLanguage';
export type Task = Step | 'readDetails' | Deed;

/** In the order in which they can follow each other; everything after the details is done with the thing they show. */
export const STEPS: readonly Step[] = ['find', 'weekend', 'filter', 'choosePlace'];
export const DEEDS: readonly Deed[] = ['navigate', 'putInCalendar', 'save', 'share', 'reportMistake', 'changeLanguage'];
export const TASKS: readonly Task[] = [...STEPS, 'readDetails', ...DEEDS];

/** The most taps each may take until its outcome is there. */
export const MOST_TAPS: Record<Task, number> = {
  find: 2,
  weekend: 1,
  filter: 1,
  choosePlace: 3,
  readDetails: 1,
  navigate: 2,
  putInCalendar: 2,
  save: 1,
  share: 2,
  reportMistake: 4,
  changeLanguage: 2,
};

/** What a short run walks: all tasks by keyboard, and each of them in another way too. An expedition walks all in each way. */
export const CHOSEN: Record<Way, readonly Task[]> = {
  keyboard: TASKS,
  mouse: ['find', 'filter', 'readDetails', 'navigate', 'save'],
  touch: ['weekend', 'choosePlace', 'readDetails', 'share', 'putInCalendar'],
  elder: ['find', 'filter', 'choosePlace', 'readDetails', 'reportMistake'],
  mapless: ['filter', 'choosePlace', 'readDetails', 'navigate', 'changeLanguage'],
};

/** Walks these in their order, each in as few taps as it may take. */
export async function walk(visit: Omit<tasks.Visit, 'after'>, chosen: readonly Task[]): Promise<void> {
  async function within<T>(task: Task, go: (visit: tasks.Visit) => Promise<T>): Promise<T> {
    const { hands, taps } = counting(visit.hands);
    const outcome = await go({ ...visit, hands, after: visit.hands });
    expect(taps(), `taps of ${task}`).toBeGreaterThan(0);
    expect(taps(), `taps of ${task}`).toBeLessThanOrEqual(MOST_TAPS[task]);
    return outcome;
  }
  for (const step of STEPS) if (chosen.includes(step)) await within(step, tasks[step]);
  const activity = await within('readDetails', tasks.readDetails);
  for (const deed of DEEDS) if (chosen.includes(deed)) await within(deed, (visit) => tasks[deed](visit, activity));
}

/** Where what was left out would have led: the words found and only what is free. */
export function startOf(chosen: readonly Task[]): string {
  const query = [
    ...(chosen.includes('find') ? [] : [`q=${tasks.WORD}`]),
    ...(chosen.includes('filter') ? [] : ['price=free']),
  ];
  return `/?${query.join('&')}`;
}
