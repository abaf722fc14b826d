import type { Lang } from '../../contract/lists.ts';

const PROBLEMS: Readonly<Record<string, Record<Lang, string>>> = {
  not_understood: { 'zh-CN': '没看懂“{part}”', en: '“{part}” was not understood' },
  no_days: {
    'zh-CN': '没有写哪几天，例如“每周六”或“12月5日”',
    en: 'It does not say which days, like “every Saturday” or “5 Dec”',
  },
  no_times: { 'zh-CN': '没有写几点，例如“9:00-10:30”', en: 'It does not say what time, like “9:00-10:30”' },
  no_end_time: { 'zh-CN': '“{part}”没有写到几点', en: '“{part}” does not say when it ends' },
  bad_date: { 'zh-CN': '没有“{part}”这一天', en: 'There is no such day: “{part}”' },
  bad_time: { 'zh-CN': '没有“{part}”这个时间', en: 'There is no such time: “{part}”' },
  which_weekday: { 'zh-CN': '每周的哪一天？', en: 'Which day of the week?' },
  several_rules: {
    'zh-CN': '一次只写一种重复，其余的另发一个',
    en: 'One kind of repetition at a time; publish the other one apart',
  },
  interval_unclear: {
    'zh-CN': '“{part}”是每两次一回还是每三次一回？请写“隔周”或“每3周”',
    en: '“{part}” may be every second or every third; write “every other week” or “every 3 weeks”',
  },
  odd_even_weeks: {
    'zh-CN': '“{part}”从哪一天算起？请写“隔周”和开始日期',
    en: '“{part}” depends on the term; write “every other week” and the first day',
  },
  until_before_from: { 'zh-CN': '结束日期早于开始日期', en: 'It ends before it begins' },
  count_not_whole: {
    'zh-CN': '每天 {value} 场，总次数应是它的倍数',
    en: 'With {value} sessions a day the number in all must be a multiple of it',
  },
  count_differs: {
    'zh-CN': '写了共几次，但按日期算是 {value} 次',
    en: 'By its dates there are {value} sessions, not the number given',
  },
  times_overlap: { 'zh-CN': '同一天的时间重叠了', en: 'Times of one day overlap' },
  no_sessions: { 'zh-CN': '这样一场也没有', en: 'There are no sessions at all' },
  no_end: {
    'zh-CN': '没有写到哪天为止，也没有写共几次',
    en: 'It does not say when it ends or how many sessions there are',
  },
  too_many: {
    'zh-CN': '超过 {value} 场，只列出最前面的；请缩短或分成几个',
    en: 'More than {value} sessions; only the first are listed. Make it shorter or split it',
  },
  weekday_differs: { 'zh-CN': '“{part}”：{value} 不是这个星期几', en: '“{part}”: {value} is another day of the week' },
  times_differ: { 'zh-CN': '“{part}”，但写了 {value} 个时间', en: '“{part}”, but {value} times are given' },
  early_hours: {
    'zh-CN': '“{part}”读作凌晨；如果是下午，请写“下午”',
    en: '“{part}” is read as before dawn; write pm if it is afternoon',
  },
  exception_misses: {
    'zh-CN': '{value} 本来就没有，除外的日期是否写错？',
    en: '{value} is no day of the series; is the exception right?',
  },
  skips_months: { 'zh-CN': '没有这一天的月份会跳过', en: 'Months without such a day are passed over' },
  holidays_unknown: {
    'zh-CN': '{value} 年的放假安排还没有录入，请自行核对',
    en: 'The public holidays of {value} are not known here yet; please check them',
  },
};

/** The sentence of a problem, with the part and the value it is about. */
export const problemText = (code: string, lang: Lang): string => PROBLEMS[code]?.[lang] ?? code;

const TEXTS = {
  'zh-CN': {
    division: '行政区划“{name}”的大致位置',
    landmark: '地标，位置约 1 公里',
    place: '已有的学习点',
    institution: '机构所在的学习点',
    geocoder: '由{geocoder}按地址找到',
    township: '乡镇（街道）的大致位置',
    standIn: '演示用地址查找',
    http: '地址服务',
  },
  en: {
    division: 'About where {name} is',
    landmark: 'A landmark, within about 1 km',
    place: 'A place that is known',
    institution: 'Where the institution is',
    geocoder: 'Found by {geocoder} from the address',
    township: 'About where the township is',
    standIn: 'Address search of the demonstration',
    http: 'Address service',
  },
} as const;
export const placingTexts = (lang: Lang) => TEXTS[lang];
