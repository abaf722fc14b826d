import type { Lang } from '../../contract/lists.ts';

interface StandInTexts {
  title: string;
  note: string;
  none: string;
  code: (to: string, code: string) => string;
  text: (to: string) => string;
}
export const standInTexts: Record<Lang, StandInTexts> = {
  'zh-CN': {
    title: '模拟短信和邮件（仅演示）',
    note: '这里代替短信和邮件网关。演示中发出的验证码任何人都能看到，请不要使用真实的手机号或邮箱。',
    none: '最近 15 分钟没有发出验证码。',
    code: (to, code) => `发给 ${to}：${code}`,
    text: (to) => `发给 ${to}：`,
  },
  en: {
    title: 'Stand-in for SMS and mail (demonstration only)',
    note: 'This takes the place of the SMS and mail gateways. Everybody sees the codes of a demonstration: please use no real number or address.',
    none: 'No code was sent in the last 15 minutes.',
    code: (to, code) => `To ${to}: ${code}`,
    text: (to) => `To ${to}:`,
  },
};
