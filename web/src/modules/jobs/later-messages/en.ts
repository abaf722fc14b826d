import type { messages as chinese } from './zh-CN.ts';

export const messages: typeof chinese = {
  state: 'State',
  states: { dead: 'Failed', waiting: 'Waiting', running: 'Running', done: 'Done' },
  list: 'Work',
  empty: 'There is none',
  emptyDead: 'Nothing has failed; all is well',
  back: 'Back to the list',
  choose: 'Choose one to see it here',
  detail: 'Work',
  missing: 'This one is no longer in the list; try another state',
  number: 'No. {id}',
  tries: 'tried once | tried {n} times',
  due: 'Due',
  ended: 'Stopped',
  made: 'Asked for',
  error: 'Last error',
  payload: 'Content',
  retry: 'Try again',
  retried: 'It is in the queue again and tried at once.',
  retryHint: 'From the beginning, ten times at most, with longer and longer waits.',
};
