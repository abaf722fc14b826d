/** What the app, `/find`, `/print` and the pages of the server say alike. */
export const words = {
  name: '浙学地图',
  tagline: '浙江能学什么，都在这张图上',
  modes: { offline: '线下', online: '线上', mixed: '线上线下' },
  statuses: {
    scheduled: '如期进行',
    moved_online: '改为线上',
    postponed: '已延期',
    rescheduled: '已改期',
    full: '已报满',
    cancelled: '已取消',
    ended: '已结束',
  },
  prices: { free: '免费', '1-50': '1–50 元', '51-200': '51–200 元', '201-800': '201–800 元', '801-': '801 元以上' },
  seats: { many: '余位充足', few: '余位不多', none: '没有余位' },
  whens: { now: '正在进行', today: '今天', tonight: '今晚', tomorrow: '明天', weekend: '本周末', week: '七天内' },
  parts: { morning: '上午', afternoon: '下午', evening: '晚上' },
  session: {
    on: '正在进行，{end} 结束',
    today: '今天 {start}',
    tonight: '今晚 {start}',
    tomorrow: '明天 {start}',
    thisWeek: '本{weekday} {start}',
    nextWeek: '下{weekday} {start}',
    onDate: '{date} {start}',
    more: '另有 {n} 场',
  },
  price: { range: '{min} – {max}' },
  /** Cases by number are parted by |. */
  seatsLeft: { some: '余 {n} 位', of: '余 {n} 位，共 {capacity} 位', none: '已满' },
  demo: { mark: '演示数据', hint: '演示生成的内容，不是真实信息。' },
  missing: { title: '没有这个页面', hint: '地址可能有误，或内容已经移走。' },
};
export type SharedWords = typeof words;
