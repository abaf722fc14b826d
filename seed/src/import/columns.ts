import { loadVocabularies } from '../sources/reference-files.ts';

export const kinds = ['institutions', 'places', 'activities', 'courses', 'resources', 'credit-points'] as const;
export type Kind = (typeof kinds)[number];

export interface Column {
  key: string;
  zh: string;
  en: string;
  /** Other headers that are understood. */
  also?: string[];
  required?: boolean;
  /** Of the two rows in the template; the second may be empty. */
  examples: [string, string];
}

const column = (key: string, zh: string, examples: [string, string], rest: Partial<Column> = {}): Column => ({
  key,
  zh,
  en: key,
  examples,
  ...rest,
});
const required = { required: true };

const id = (examples: [string, string]) => column('id', '编号', examples, { also: ['ID', '序号编码', 'source_id'] });
const links = column('source_url', '来源网址', ['https://example.org/1', '']);
const description = (first: string) => column('description', '简介', [first, '']);

/** Where: the division in one column, or in three. */
const where = (division: [string, string], address: [string, string]) => [
  column('division', '区划', division, { also: ['所在区划', '行政区划', '区划代码'] }),
  column('city', '市', ['', ''], { also: ['城市', '设区市'] }),
  column('county', '区县', ['', ''], { also: ['县市区', '县(市、区)', '区(县)'] }),
  column('township', '乡镇街道', ['', ''], { also: ['乡镇', '街道', '乡镇(街道)'] }),
  column('address', '地址', address, { also: ['详细地址'] }),
];
const position = (lng: [string, string], lat: [string, string], rest: Partial<Column> = {}) => [
  column('lng', '经度', lng, { also: ['longitude', 'lon', 'x'], ...rest }),
  column('lat', '纬度', lat, { also: ['latitude', 'y'], ...rest }),
];
const phone = column('phone', '电话', ['000-80000001', ''], { also: ['联系电话', '咨询电话'] });
const website = column('website', '网址', ['https://example.org', ''], { also: ['官网'] });
const openingHours = column('opening_hours', '开放时间', ['周一至周五 8:30-17:00；周六 9:00-12:00', '每天 9:00-21:00']);

/** The list in one column, and one column with yes or no for each fact. */
const accessibility = [
  column('accessibility', '无障碍设施', ['', ''], { also: ['无障碍'] }),
  ...loadVocabularies().accessibility.map(({ code, zh }, i) =>
    column(code, zh, i < 3 ? ['是', '否'] : (['', ''] as [string, string])),
  ),
];
const topics = (examples: [string, string], rest: Partial<Column> = required) =>
  column('topics', '主题', examples, { also: ['topic', '类别', '学习主题'], ...rest });
const audiences = (examples: [string, string]) =>
  column('audiences', '面向人群', examples, { also: ['audience', '人群', '对象'] });
const price = (examples: [string, string]) => column('price', '费用', examples, { also: ['价格', '收费'] });
const enrol = [
  column('capacity', '名额', ['30', ''], { also: ['人数'] }),
  column('seats_left', '余位', ['12', '']),
  column('enrol_method', '报名方式', ['电话报名', '到场即可']),
  column('enrol_contact', '报名联系', ['000-80000001', ''], { also: ['报名电话', '报名网址'] }),
  column('enrol_deadline', '报名截止', ['2026-12-01', '']),
  column('status', '状态', ['', '']),
];

/** Who offers: by id or name; an unknown name becomes a new institution. */
const organiser = (zh: string, examples: [string, string], rest: Partial<Column> = {}) => [
  column('institution', zh, examples, { also: ['机构', '机构名称', '主办单位', '主办机构', '开课机构'], ...rest }),
  column('institution_id', '机构编号', ['', '']),
  column('institution_type', '机构类型', ['县级开放大学/社区学院', '']),
  column('institution_division', '机构区划', ['', '']),
];
const venue = (examples: [string, string]) => [
  column('place', '地点名称', examples, { also: ['地点', '场地', '活动地点', 'venue'] }),
  column('place_id', '地点编号', ['', '']),
];
const towns: [string, string] = ['杭州市西湖区古荡街道', '330106'];
const addresses: [string, string] = ['示例路 1 号', '示例路 2 号'];
const lngs: [string, string] = ['120.1201', '120.1302'];
const lats: [string, string] = ['30.2701', '30.2602'];

/** What a table of each kind may hold, in the order of its template. */
export const columns: Record<Kind, Column[]> = {
  institutions: [
    id(['JG001', 'JG002']),
    column('name', '名称', ['示例社区学院', '示例街道成人学校'], { also: ['机构名称'], required: true }),
    column('aliases', '别名', ['示例开放大学', '']),
    column('type', '机构类型', ['县级开放大学/社区学院', '乡镇(街道)社区学校/成人学校'], { also: ['类型'] }),
    column('level', '层级', ['县级', '乡镇']),
    column('parent', '上级机构', ['', 'JG001'], { also: ['主管机构'] }),
    ...where(towns, addresses),
    ...position(lngs, lats),
    phone,
    website,
    openingHours,
    ...accessibility,
    topics(['书法；国画', ''], {}),
    audiences(['老年人、社区居民', '']),
    column('opened_on', '成立日期', ['2001-09-01', '']),
    column('closed_on', '撤销日期', ['', '']),
    description('示例行，请删除。'),
    links,
  ],
  places: [
    id(['DD001', 'DD002']),
    column('name', '名称', ['示例学院东校区', '示例文化礼堂'], { also: ['地点名称', '场地名称'], required: true }),
    ...where(towns, addresses),
    ...position(lngs, lats, required),
    column('institution', '所属机构', ['示例社区学院', ''], { also: ['机构', '机构名称'] }),
    column('institution_id', '机构编号', ['', '']),
    column('campus', '校区', ['东校区', '']),
    column('is_main', '主址', ['是', '']),
    phone,
    website,
    openingHours,
    ...accessibility,
    links,
  ],
  activities: [
    id(['HD001', 'HD002']),
    column('title', '活动名称', ['示例书法入门班', '示例智能手机讲座'], {
      also: ['名称', '标题', '课程名称'],
      required: true,
    }),
    ...organiser('主办机构', ['示例社区学院', '示例街道成人学校'], required),
    ...venue(['示例学院东校区', '示例文化礼堂']),
    ...where(towns, addresses),
    ...position(lngs, lats),
    column('format', '活动形式', ['系列课', '讲座'], { also: ['形式'], required: true }),
    column('mode', '方式', ['线下', ''], { also: ['线上线下'] }),
    topics(['书法', '智能手机']),
    audiences(['老年人', '老年人、社区居民']),
    column('dates', '日期', ['', '2026-12-05；2026-12-12'], { also: ['活动日期', 'date'] }),
    column('weekdays', '每周', ['周三', ''], { also: ['星期'] }),
    column('from', '开始日期', ['2026-12-02', '']),
    column('until', '结束日期', ['', '']),
    column('count', '次数', ['12', '']),
    column('except', '停课日期', ['', '']),
    column('times', '时间', ['9:00-11:00', '14:00-16:00'], { also: ['活动时间', 'time'], required: true }),
    price(['免费', '30-50']),
    ...enrol,
    column('lecturer', '主讲', ['示例老师', ''], { also: ['讲师', '教师'] }),
    description('示例行，请删除。'),
    links,
  ],
  courses: [
    id(['KC001', 'KC002']),
    column('title', '课程名称', ['示例会计基础', '示例电工技能'], { also: ['名称', '标题'], required: true }),
    ...organiser('开课机构', ['示例社区学院', '示例社区学院'], required),
    column('level', '课程类别', ['学历课程', '技能课程'], { required: true }),
    column('profession', '学习专业', ['大数据与会计', '']),
    column('edition', '版本', ['2026', '']),
    column('credits', '学分', ['4', '']),
    column('hours', '学时', ['72', '40']),
    topics(['会计财税', '电工焊工']),
    audiences(['在职职工', '待业转岗']),
    price(['800-1200', '免费']),
    column('mode', '方式', ['线下', '线下'], { also: ['线上线下'] }),
    ...venue(['示例学院东校区', '示例学院东校区']),
    ...where(towns, addresses),
    ...position(lngs, lats),
    column('starts_on', '开课日期', ['2027-03-01', '2027-03-06']),
    column('ends_on', '结课日期', ['2027-07-10', '']),
    column('timetable', '上课时间', ['周六上午', '周日全天']),
    ...enrol,
    description('示例行，请删除。'),
    links,
  ],
  resources: [
    id(['ZY001', 'ZY002']),
    column('title', '名称', ['示例：用手机挂号', '示例：垃圾分类图解'], { also: ['资源名称', '标题'], required: true }),
    column('url', '链接', ['https://example.org/v/1', 'https://example.org/r/2'], {
      also: ['资源链接'],
      required: true,
    }),
    column('medium', '资源类型', ['视频', '图文'], { also: ['类型'], required: true }),
    ...organiser('提供机构', ['示例社区学院', '']),
    column('division', '区划', ['330106', '']),
    topics(['智能手机', '垃圾分类']),
    audiences(['老年人', '']),
    column('duration', '时长(分钟)', ['12', ''], { also: ['时长'] }),
    price(['免费', '免费']),
    column('published_on', '发布日期', ['2026-10-01', '']),
    description('示例行，请删除。'),
    links,
  ],
  'credit-points': [
    id(['XF001', 'XF002']),
    column('name', '名称', ['示例学分银行分中心', '示例受理点'], { also: ['网点名称'], required: true }),
    column('tier', '类别', ['县级分中心', '受理点'], { also: ['网点类别', '层级'], required: true }),
    column('parent', '上级网点', ['', 'XF001']),
    ...organiser('所属机构', ['示例社区学院', '']),
    ...venue(['示例学院东校区', '示例文化礼堂']),
    ...where(towns, addresses),
    ...position(lngs, lats),
    column('services', '办理事项', ['开户；成果认定', '开户']),
    phone,
    openingHours,
    description('示例行，请删除。'),
    links,
  ],
};
