import type { Lang } from '../../contract/lists.ts';

const chinese = {
  calendar: '浙学地图 · 学习活动',
  about: { title: '说明', attribution: '署名', time: '数据截至', count: '条目数', crs: '坐标系' },
};
const english: typeof chinese = {
  calendar: 'Zhejiang Learning Map · activities',
  about: {
    title: 'About',
    attribution: 'Attribution',
    time: 'As of',
    count: 'Rows',
    crs: 'Coordinate system',
  },
};

export const openDataTexts = (lang: Lang) => (lang === 'en' ? english : chinese);
