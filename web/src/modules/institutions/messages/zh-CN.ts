export const messages = {
  offers: '这里能学什么',
  own: '本机构自己的（含已结束的）',
  withBelow: '现在能参加的，连同下属机构',
  above: '所属体系',
  heirs: '并入',
  children: '下属机构',
  childrenMore: '查看全部 {n} 个下属机构',
  closed: '已于{date}停办',
  elsewhere: '另有 {n} 处，见下',
  places: '地点（{n}）',
};
