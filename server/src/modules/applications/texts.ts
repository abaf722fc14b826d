import type { Lang } from '../../contract/lists.ts';

export const consentTexts: Record<Lang, { title: string; note: string; onward: string; wrong: string }> = {
  'zh-CN': {
    title: '用浙学地图账号登录',
    note: '正在打开您的账号。没有反应的话，请点这里：',
    onward: '打开账号',
    wrong: '这个应用的登录请求无效或已过期，请回到应用重新开始',
  },
  en: {
    title: 'Sign in with your account of the map',
    note: 'Your account is being opened. If nothing happens:',
    onward: 'Open the account',
    wrong: 'What the application asked for is not right or has expired; please go back to it and start again',
  },
};
