export const messages = {
  offers: '这里能学什么',
  offerCount: '{kind} {n}',
  children: '下属机构',
  childrenMore: '查看全部 {n} 个下属机构',
  noOffers: '暂无自己的内容，下属机构可能有。',
  aliases: '又名',
  level: '层级',
  levels: { province: '省级', city: '市级', county: '县级', township: '乡镇（街道）', village: '村（社区）', none: '' },
  opened: '成立',
  closed: '已于{date}停办',
  places: '地点（{n}）',
  division: '所在地区',
};
