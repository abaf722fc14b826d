import type { SpokenTerm } from './spoken-term.ts';

/** 亲子 is no audience but a topic; 学生 alone may be of any age and stays a word. */
export const SPOKEN_AUDIENCES: readonly SpokenTerm[] = [
  {
    words: [
      '老年人',
      '老人',
      '老人家',
      '老年朋友',
      '长者',
      '長者',
      '爷爷奶奶',
      '中老年',
      '中老年人',
      '退休人员',
      '退休',
    ],
    codes: ['seniors'],
  },
  {
    words: [
      'for seniors',
      'for the elderly',
      'for older people',
      'for old people',
      'seniors',
      'senior citizens',
      'elderly',
      'older people',
      'retirees',
    ],
    codes: ['seniors'],
  },
  // 老年大学 is an institution, 老年 in other words an adjective.
  { words: ['老年', '银龄'], codes: ['seniors'], weak: true },
  {
    words: ['青少年', '小学生', '中学生', '少年', '少儿', 'teenagers', 'teens', 'for teenagers', 'for teens'],
    codes: ['teenagers'],
    weak: true,
  },
  // A child may be of either age.
  {
    words: [
      '儿童',
      '兒童',
      '孩子',
      '小孩',
      '小朋友',
      '小孩子',
      'kids',
      'children',
      'child',
      'for kids',
      'for children',
      'for my kids',
      'for my child',
    ],
    codes: ['preschool', 'teenagers'],
    weak: true,
  },
  {
    words: ['幼儿', '宝宝', '学龄前', '学龄前儿童', 'toddlers', 'preschoolers', 'for toddlers'],
    codes: ['preschool'],
    weak: true,
  },
  {
    words: ['大学生', 'college students', 'university students', 'for students'],
    codes: ['college-students'],
    weak: true,
  },
  {
    words: ['上班族', '职工', '白领', '在职', 'office workers', 'working people', 'for workers'],
    codes: ['workers'],
    weak: true,
  },
  { words: ['农民', '新农人', 'farmers', 'for farmers'], codes: ['new-farmers'], weak: true },
  {
    words: ['农民工', '外来务工', '外来务工人员', '新居民', 'migrant workers'],
    codes: ['migrant-workers'],
  },
  { words: ['妇女', '女性', '女士', '宝妈', '妈妈', 'women', 'for women'], codes: ['women'], weak: true },
  { words: ['退役军人', '退伍军人', '老兵', 'veterans', 'for veterans'], codes: ['veterans'] },
  {
    words: ['残疾人', '残障', '残障人士', 'disabled people', 'people with disabilities'],
    codes: ['disabled'],
  },
  {
    words: ['待业', '失业', '转岗', '求职', '找工作', 'job seekers', 'unemployed'],
    codes: ['job-seekers'],
    weak: true,
  },
  { words: ['居民', '社区居民', '邻里', 'local residents', 'residents'], codes: ['residents'], weak: true },
  { words: ['家长', '父母', '爸妈', 'parents', 'for parents'], codes: ['parents'], weak: true },
];
