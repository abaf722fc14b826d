/** What only the page of a course says. */
export const texts = {
  'zh-CN': {
    offerings: '开课安排',
    none: '目前没有开课安排。',
    period: '时间',
    anyTime: '随时可学',
    timetable: '课表',
  },
  en: {
    offerings: 'Offerings',
    none: 'Nothing is planned at the moment.',
    period: 'When',
    anyTime: 'At any time',
    timetable: 'Timetable',
  },
};
