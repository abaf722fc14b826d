import type { messages as chinese } from './zh-CN.ts';

export const messages: typeof chinese = {
  rows: '{shown} of {total}',
  rowsChosen: '{shown} of {total}, {chosen} chosen',
  choose: 'Choose “{name}”',
  chooseAll: 'Choose all that are shown',
  diffNone: 'Nothing was changed',
  diffCount: '{n} field was changed | {n} fields were changed',
  diff: { changed: 'changed', removed: 'removed', added: 'newly filled in' },
  diffRemoved: 'removed:',
  diffAdded: 'added:',
  diffEnd: ';',
};
