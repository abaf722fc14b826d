export const messages = {
  none: '没有后续场次',
  showAll: '显示全部 {n} 场',
  showLess: '只显示最近几场',
  past: '已过 {n} 场',
  sessions: '场次',
  addAll: '全部加入日历',
  addOne: '把 {session} 加入日历',
  at: '{date} {start}–{end}',
};
