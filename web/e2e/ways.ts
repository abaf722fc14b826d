import * as tasks from './tasks.ts';

export type Way = 'keyboard' | 'mouse' | 'touch' | 'elder' | 'mapless';
type Step = 'find' | 'filter' | 'choosePlace';
type Deed = 'navigate' | 'putInCalendar' | 'save' | 'share' | 'reportMistake' | 'changeLanguage';
export type Task = Step | 'readDetails' | Deed;

/** In the order in which they can follow each other; everything after the details is done with the thing they show. */
export const STEPS: readonly Step[] = ['find', 'filter', 'choosePlace'];
export const DEEDS: readonly Deed[] = ['navigate', 'putInCalendar', 'save', 'share', 'reportMistake', 'changeLanguage'];
export const TASKS: readonly Task[] = [...STEPS, 'readDetails', ...DEEDS];

/** What a short run walks: all tasks by keyboard, and each of them in another way too. An expedition walks all in each way. */
export const CHOSEN: Record<Way, readonly Task[]> = {
  keyboard: TASKS,
  mouse: ['find', 'filter', 'readDetails', 'navigate', 'save'],
  touch: ['choosePlace', 'readDetails', 'share', 'putInCalendar'],
  elder: ['find', 'filter', 'choosePlace', 'readDetails', 'reportMistake'],
  mapless: ['filter', 'choosePlace', 'readDetails', 'navigate', 'changeLanguage'],
};

/** Walks these in their order. */
export async function walk(visit: tasks.Visit, chosen: readonly Task[]): Promise<void> {
  for (const step of STEPS) if (chosen.includes(step)) await tasks[step](visit);
  const activity = await tasks.readDetails(visit);
  for (const deed of DEEDS) if (chosen.includes(deed)) await tasks[deed](visit, activity);
}

/** Where what was left out would have led: the words found and the kind chosen. */
export function startOf(chosen: readonly Task[]): string {
  const query = [
    ...(chosen.includes('find') ? [] : [`q=${tasks.WORD}`]),
    ...(chosen.includes('filter') ? [] : ['kind=activity']),
  ];
  return `/?${query.join('&')}`;
}
