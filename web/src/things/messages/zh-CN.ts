export const messages = {
  span: '{day} {date} {start}–{end}',
  call: '拨打 {phone}',
  website: '网站',
  walk: '步行约 {n} 分钟',
  walkMethod: '按直线距离的 1.3 倍、每分钟 80 米估算，不是导航结果。',
  about: '{name}（约）',
  said: '读作',
  size: '{size} 平方公里',
};
