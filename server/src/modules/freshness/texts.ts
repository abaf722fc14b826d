import type { Lang } from '../../contract/lists.ts';

interface StillRightTexts {
  title: string;
  question: (title: string) => string;
  confirmed: (day: string) => string;
  yes: string;
  changed: string;
  changedHint: string;
  toThing: string;
  toList: string;
  thanks: (title: string) => string;
  /** One sentence for each way in which a link asks nothing any more. */
  states: Record<'unknown' | 'answered' | 'expired' | 'gone' | 'changed' | 'over', string>;
}
export const stillRightTexts: Record<Lang, StillRightTexts> = {
  'zh-CN': {
    title: '仍然正确吗？',
    question: (title) => `「${title}」在地图上的内容仍然正确吗？`,
    confirmed: (day) => `上次确认：${day}。`,
    yes: '仍然正确',
    changed: '有变化',
    changedHint: '点“有变化”打开修改的表单；没有登录时先登录。也可以在它的页面上点“信息有误”。',
    toThing: '看它的页面',
    toList: '我发布的',
    thanks: (title) => `谢谢！「${title}」已确认仍然正确，今天起重新计算。`,
    states: {
      unknown: '这个链接无效，或不能再使用。请从收到的消息里重新打开。',
      answered: '这个链接已经用过了，内容已确认，不用再点。',
      expired: '这个链接已过期。请登录后在“我发布的”里确认。',
      gone: '这项内容已不在地图上，不用再确认。',
      changed: '这项内容在消息发出后已经更新或确认过，不用再点。',
      over: '这项内容已经结束，不用再确认。',
    },
  },
  en: {
    title: 'Still right?',
    question: (title) => `Is what the map says of “${title}” still right?`,
    confirmed: (day) => `Last confirmed on ${day}.`,
    yes: 'Still right',
    changed: 'Something changed',
    changedHint:
      '“Something changed” opens the form to change it, once you are signed in. On its page you can also choose “Report a mistake”.',
    toThing: 'See its page',
    toList: 'What I publish',
    thanks: (title) => `Thank you! “${title}” is confirmed; its time begins anew today.`,
    states: {
      unknown: 'This link is not valid, or can no longer be used. Please open it again from the message.',
      answered: 'This link was used already: it is confirmed, nothing more to do.',
      expired: 'This link is too old. Please sign in and confirm under “What I publish”.',
      gone: 'This is no longer on the map: nothing to confirm.',
      changed: 'This was changed or confirmed after the message was sent: nothing to confirm.',
      over: 'This is over: nothing to confirm.',
    },
  },
};

interface Asked {
  asked: readonly { title: string; url: string }[];
  /** How many more there are. */
  more: number;
  days: number;
  /** Where all of them are. */
  list: string;
}
const LONGEST_TITLE = 40;
const short = (title: string) =>
  [...title].length > LONGEST_TITLE ? `${[...title].slice(0, LONGEST_TITLE - 1).join('')}…` : title;

/** The message to who wrote them: a link for each, none confirms by being opened. */
export function writeMessage(lang: Lang, { asked, more, days, list }: Asked): string {
  const isEnglish = lang === 'en';
  const lines = asked.map(({ title, url }) => (isEnglish ? `“${short(title)}” ${url}` : `「${short(title)}」 ${url}`));
  const rest = isEnglish
    ? `${more} more will be asked on the next days; all of them: ${list}`
    : `另有 ${more} 项之后几天再问，全部在： ${list}`;
  return [
    isEnglish
      ? 'Zhejiang Learning Map: is this still right? One tap is enough.'
      : '浙学地图：这些内容仍然正确吗？点一下就好。',
    ...lines,
    ...(more > 0 ? [rest] : []),
    isEnglish ? `Links are good for ${days} days.` : `链接 ${days} 天内有效。`,
  ].join('\n');
}
