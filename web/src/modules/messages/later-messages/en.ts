import type { messages as chinese } from './zh-CN.ts';

export const messages: typeof chinese = {
  title: 'Messages',
  guest: 'Sign in to see what changes of what you enrolled in.',
  signIn: 'Sign in',
  none: 'No messages yet',
  noneHint: 'When something you enrolled in changes, you are told here.',
  unread: '{n} unread | {n} unread',
  new: 'Unread',
  forSomebody: 'For {name}',
  forNameless: 'For somebody else',
  kinds: {
    seat_offered: 'A seat is kept for you; please accept it soon',
    offer_expired: 'The seat was not accepted in time and went to the next',
    session_cancelled: 'It does not take place; please do not go',
    session_on: 'It takes place after all; your enrolment holds',
    session_moved: 'It is at another time',
    session_place: 'It is at another place',
  },
  until: 'Kept until {when}',
  when: 'When: {when}',
  former: 'Before: {when}',
  place: 'Where: {place}',
};
