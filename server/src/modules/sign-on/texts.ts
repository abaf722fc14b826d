import type { Lang } from '../../contract/lists.ts';

export const wayBackTexts: Record<Lang, { title: string; note: string; onward: string }> = {
  'zh-CN': { title: '正在登录', note: '正在回到刚才的页面。没有反应的话，请点这里：', onward: '回到浙学地图' },
  en: { title: 'Signing in', note: 'You are being taken back. If nothing happens:', onward: 'Back to the map' },
};
