/** What only the page of a course says. */
export const texts = {
  'zh-CN': {
    profession: '所属专业',
    edition: '版本',
    credits: '学分',
    hours: '学时',
    offerings: '开课安排',
    none: '目前没有开课安排。',
    period: '时间',
    anyTime: '随时可学',
    timetable: '课表',
  },
  en: {
    profession: 'Profession',
    edition: 'Edition',
    credits: 'Credits',
    hours: 'Hours',
    offerings: 'Offerings',
    none: 'Nothing is planned at the moment.',
    period: 'When',
    anyTime: 'At any time',
    timetable: 'Timetable',
  },
};
