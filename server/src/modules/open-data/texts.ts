import type { Lang } from '../../contract/lists.ts';

const chinese = {
  calendar: '浙学地图 · 学习活动',
  catalogue: '浙学地图开放数据',
  dataset: '地图上公开的全部',
  all: '全部条目及其变更',
  allDescription: '公开的全部条目，以及之后的每次变更与删除',
  about: { title: '说明', attribution: '署名', time: '数据截至', count: '条目数', crs: '坐标系' },
};
const english: typeof chinese = {
  calendar: 'Zhejiang Learning Map · activities',
  catalogue: 'Open data of Zhejiang Learning Map',
  dataset: 'Everything public on the map: ',
  all: 'Everything, and every change of it',
  allDescription: 'Everything public, then each change and removal',
  about: {
    title: 'About',
    attribution: 'Attribution',
    time: 'As of',
    count: 'Rows',
    crs: 'Coordinate system',
  },
};

export const openDataTexts = (lang: Lang) => (lang === 'en' ? english : chinese);
