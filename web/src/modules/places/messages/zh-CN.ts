export const messages = {
  openUntil: '现在开放，{time} 关闭',
  closedUntil: '现在关闭，{time} 开放',
  closedTomorrow: '现在关闭，明天 {time} 开放',
  closedUntilDay: '现在关闭，{weekday} {time} 开放',
  closed: '现在关闭',
  closedOn: '不开放',
  accessibility: '无障碍',
  divisionGuessed: '所属县（市、区）按最近的县城推定',
  everyDay: '每天',
  dayRange: '{from}至{to}',
};
