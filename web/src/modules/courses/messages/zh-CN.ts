export const messages = {
  levels: { academic: '学历课程', skills: '技能课程' },
  others: '别的开课（{n}）',
  elsewhere: '另有 {n} 处开课，见下',
  by: '开课机构',
  none: '目前没有开课安排。',
  period: '{from} 至 {to}',
  starts: '{from} 开课',
  anyTime: '随时可学',
};
