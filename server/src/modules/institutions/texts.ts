/** What only the page of an institution says. */
export const texts = {
  'zh-CN': {
    closed: '停办',
    heirs: '并入',
    offers: '这里能学什么',
    own: '本机构自己的（含已结束的）',
    withBelow: '连同下属机构，查看现在能参加的',
    children: '下属机构',
    allChildren: '查看全部下属机构',
  },
  en: {
    closed: 'Closed',
    heirs: 'Now part of',
    offers: 'What to learn here',
    own: 'Its own, past ones included',
    withBelow: 'See what is on, institutions below it included',
    children: 'Institutions below it',
    allChildren: 'See all institutions below it',
  },
};
