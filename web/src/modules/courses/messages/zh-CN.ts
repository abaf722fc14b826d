export const messages = {
  levels: { academic: '学历课程', skills: '技能课程' },
  offerings: '开课（{n}）',
  none: '目前没有开课安排。',
  period: '{from} 至 {to}',
  starts: '{from} 开课',
  anyTime: '随时可学',
};
