import type { Column } from '../reading/columns.ts';
import type { SheetVocabularies } from './sheet.ts';

export const column = (key: string, zh: string, examples: [string, string], rest: Partial<Column> = {}): Column => ({
  key,
  zh,
  en: key,
  examples,
  ...rest,
});
export const required = { required: true };

export const id = (examples: [string, string]) =>
  column('id', '编号', examples, { also: ['ID', '序号编码', 'source_id'] });
export const links = column('source_url', '来源网址', ['https://example.org/1', '']);
export const description = (first: string) =>
  column('description', '简介', [first, ''], {
    also: ['介绍', '活动简介', '课程简介', '机构简介', '学校简介', '内容', '活动内容', '课程内容', '内容简介'],
  });

/** Where: the division in one column, or in three. */
export const where = (division: [string, string], address: [string, string]) => [
  column('division', '区划', division, { also: ['所在区划', '行政区划', '区划代码', '所属区划', '所属地区', '地区'] }),
  column('city', '市', ['', ''], { also: ['城市', '设区市', '所在市', '地市'] }),
  column('county', '区县', ['', ''], { also: ['县市区', '县(市、区)', '区(县)', '县区', '所在区县', '所属区县'] }),
  column('township', '乡镇街道', ['', ''], { also: ['乡镇', '街道', '乡镇(街道)', '镇街', '所在街道', '所属乡镇'] }),
  column('address', '地址', address, {
    also: ['详细地址', '所在地', '具体地址', '联系地址', '单位地址', '学校地址', '活动地址', '上课地址', '地址门牌'],
  }),
];
export const position = (lng: [string, string], lat: [string, string], rest: Partial<Column> = {}) => [
  column('lng', '经度', lng, { also: ['longitude', 'lon', 'x'], ...rest }),
  column('lat', '纬度', lat, { also: ['latitude', 'y'], ...rest }),
  column('coordinates', '坐标', ['', ''], { also: ['经纬度', '坐标(经度,纬度)', '位置坐标', '地理坐标', '定位'] }),
  column('precision_m', '位置精度(米)', ['', ''], {
    isCounted: true,
    also: ['位置精度', '精度', '定位精度', 'precision', 'accuracy'],
  }),
];
export const phone = column('phone', '电话', ['000-80000001', ''], {
  also: ['联系电话', '咨询电话', '电话号码', '办公电话', '服务电话'],
  otherwise: ['联系方式', '联系人', '手机'],
});
export const website = column('website', '网址', ['https://example.org', ''], { also: ['官网', '官方网站', '网站'] });
export const openingHours = column(
  'opening_hours',
  '开放时间',
  ['周一至周五 8:30-17:00；周六 9:00-12:00', '每天 9:00-21:00'],
  { also: ['开馆时间', '营业时间', '服务时间', '办公时间', '开放时段'] },
);

/** The list in one column, and one column with yes or no for each fact. */
export const accessibility = ({ accessibility: facts }: SheetVocabularies) => [
  column('accessibility', '无障碍设施', ['', ''], { also: ['无障碍'] }),
  ...facts.map(({ code, zh }, i) => column(code, zh, i < 3 ? ['是', '否'] : (['', ''] as [string, string]))),
];
export const topics = (examples: [string, string], rest: Partial<Column> = required) =>
  column('topics', '主题', examples, {
    also: ['topic', '类别', '学习主题', '分类', '活动类别', '主题分类', '课程主题'],
    ...rest,
  });
export const audiences = (examples: [string, string]) =>
  column('audiences', '面向人群', examples, {
    also: [
      'audience',
      '人群',
      '对象',
      '招生对象',
      '服务对象',
      '参加对象',
      '活动对象',
      '适合人群',
      '面向对象',
      '培训对象',
    ],
  });
export const price = (examples: [string, string]) =>
  column('price', '费用', examples, {
    isCounted: true,
    also: ['价格', '收费', '学费', '收费标准', '费用标准', '收费情况', '培训费', '报名费', '票价'],
  });
export const enrol = [
  column('capacity', '名额', ['30', ''], {
    isCounted: true,
    also: ['人数', '招收人数', '招生人数', '招生名额', '计划人数', '限额', '活动人数', '名额数', '容纳人数'],
  }),
  column('seats_left', '余位', ['12', ''], {
    isCounted: true,
    also: ['剩余名额', '余额', '剩余人数'],
  }),
  column('enrol_method', '报名方式', ['电话报名', '到场即可'], { also: ['报名方法', '参加方式'] }),
  column('enrol_contact', '报名联系', ['000-80000001', ''], {
    also: ['报名电话', '报名网址', '报名链接', '报名联系电话', '联系电话', '咨询电话', '报名联系方式'],
    otherwise: ['联系方式', '联系人', '电话', '手机'],
  }),
  column('enrol_deadline', '报名截止', ['2026-12-01', ''], {
    also: ['报名截止时间', '报名截止日期', '截止报名时间', '报名时间'],
  }),
  column('status', '状态', ['', '']),
];

/** Who offers: by id or name; an unknown name becomes a new institution. */
export const organiser = (zh: string, examples: [string, string], rest: Partial<Column> = {}) => [
  column('institution', zh, examples, {
    also: [
      ...[
        '机构',
        '机构名称',
        '主办单位',
        '主办机构',
        '开课机构',
        '举办单位',
        '开课单位',
        '组织单位',
        '办学单位',
        '培训机构',
      ],
      ...['学校', '学校名称', '单位', '单位名称', '所属单位', '提供单位'],
    ],
    ...rest,
  }),
  column('institution_id', '机构编号', ['', '']),
  column('institution_type', '机构类型', ['县级开放大学/社区学院', '']),
  column('institution_division', '机构区划', ['', '']),
];
export const venue = (examples: [string, string]) => [
  column('place', '地点名称', examples, {
    also: [
      '地点',
      '场地',
      '活动地点',
      'venue',
      '上课地点',
      '开课地点',
      '培训地点',
      '活动场所',
      '场所',
      '教学点',
      '活动场地',
    ],
  }),
  column('place_id', '地点编号', ['', '']),
];
export const towns: [string, string] = ['杭州市西湖区古荡街道', '330106'];
export const addresses: [string, string] = ['示例路 1 号', '示例路 2 号'];
export const lngs: [string, string] = ['120.1201', '120.1302'];
export const lats: [string, string] = ['30.2701', '30.2602'];
