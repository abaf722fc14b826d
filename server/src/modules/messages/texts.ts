import type { Lang } from '../../contract/lists.ts';
import type { MessageKind } from '../../contract/message-kinds.ts';

/** In words of the language. */
export interface Told {
  title: string;
  /** When, in words; empty where nobody knows. */
  when: string;
  former: string;
  place: string;
  until: string;
  url: string;
}
type Write = (told: Told) => string;

const CHINESE: Record<MessageKind, Write> = {
  seat_offered: ({ title, when, until, url }) =>
    `「${title}」${when}有一个名额留给您，请在 ${until} 前确认，过时让给下一位：${url}`,
  offer_expired: ({ title, when }) => `「${title}」${when}留给您的名额没有及时确认，已让给下一位。`,
  session_cancelled: ({ title, when, url }) => `「${title}」${when}不举行了，请不要前往：${url}`,
  session_on: ({ title, when, url }) => `「${title}」${when}照常举行，您的报名仍然有效：${url}`,
  session_moved: ({ title, former, when, place, url }) =>
    `「${title}」时间改了：原来 ${former}，现在 ${when}${place && `，${place}`}：${url}`,
  session_place: ({ title, when, place, url }) => `「${title}」${when}地点改为 ${place}：${url}`,
};
const ENGLISH: Record<MessageKind, Write> = {
  seat_offered: ({ title, when, until, url }) =>
    `A seat in “${title}” ${when} is kept for you until ${until}; then it goes to the next: ${url}`,
  offer_expired: ({ title, when }) => `The seat in “${title}” ${when} was not accepted in time and went to the next.`,
  session_cancelled: ({ title, when, url }) => `“${title}” ${when} does not take place. Please do not go: ${url}`,
  session_on: ({ title, when, url }) => `“${title}” ${when} takes place after all; your enrolment holds: ${url}`,
  session_moved: ({ title, former, when, place, url }) =>
    `“${title}” is at another time: it was ${former}, now ${when}${place && `, ${place}`}: ${url}`,
  session_place: ({ title, when, place, url }) => `“${title}” ${when} is at another place: ${place}: ${url}`,
};

/** One short text, as SMS or mail takes it: nothing in it is markup. */
export const writeText = (kind: MessageKind, lang: Lang, told: Told): string =>
  (lang === 'en' ? ENGLISH : CHINESE)[kind](told).replace(/\s+/g, ' ');
