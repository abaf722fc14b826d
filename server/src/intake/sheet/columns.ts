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
export const description = (first: string) => column('description', '简介', [first, '']);

/** Where: the division in one column, or in three. */
export const where = (division: [string, string], address: [string, string]) => [
  column('division', '区划', division, { also: ['所在区划', '行政区划', '区划代码'] }),
  column('city', '市', ['', ''], { also: ['城市', '设区市'] }),
  column('county', '区县', ['', ''], { also: ['县市区', '县(市、区)', '区(县)'] }),
  column('township', '乡镇街道', ['', ''], { also: ['乡镇', '街道', '乡镇(街道)'] }),
  column('address', '地址', address, { also: ['详细地址'] }),
];
export const position = (lng: [string, string], lat: [string, string], rest: Partial<Column> = {}) => [
  column('lng', '经度', lng, { also: ['longitude', 'lon', 'x'], ...rest }),
  column('lat', '纬度', lat, { also: ['latitude', 'y'], ...rest }),
  column('coordinates', '坐标', ['', ''], { also: ['经纬度', '坐标(经度,纬度)', '位置坐标', '地理坐标', '定位'] }),
  column('precision_m', '位置精度(米)', ['', ''], { also: ['位置精度', '精度', '定位精度', 'precision', 'accuracy'] }),
];
export const phone = column('phone', '电话', ['000-80000001', ''], { also: ['联系电话', '咨询电话'] });
export const website = column('website', '网址', ['https://example.org', ''], { also: ['官网'] });
export const openingHours = column('opening_hours', '开放时间', [
  '周一至周五 8:30-17:00；周六 9:00-12:00',
  '每天 9:00-21:00',
]);

/** The list in one column, and one column with yes or no for each fact. */
export const accessibility = ({ accessibility: facts }: SheetVocabularies) => [
  column('accessibility', '无障碍设施', ['', ''], { also: ['无障碍'] }),
  ...facts.map(({ code, zh }, i) => column(code, zh, i < 3 ? ['是', '否'] : (['', ''] as [string, string]))),
];
export const topics = (examples: [string, string], rest: Partial<Column> = required) =>
  column('topics', '主题', examples, { also: ['topic', '类别', '学习主题'], ...rest });
export const audiences = (examples: [string, string]) =>
  column('audiences', '面向人群', examples, { also: ['audience', '人群', '对象'] });
export const price = (examples: [string, string]) => column('price', '费用', examples, { also: ['价格', '收费'] });
export const enrol = [
  column('capacity', '名额', ['30', ''], { also: ['人数'] }),
  column('seats_left', '余位', ['12', '']),
  column('enrol_method', '报名方式', ['电话报名', '到场即可']),
  column('enrol_contact', '报名联系', ['000-80000001', ''], { also: ['报名电话', '报名网址'] }),
  column('enrol_deadline', '报名截止', ['2026-12-01', '']),
  column('status', '状态', ['', '']),
];

/** Who offers: by id or name; an unknown name becomes a new institution. */
export const organiser = (zh: string, examples: [string, string], rest: Partial<Column> = {}) => [
  column('institution', zh, examples, { also: ['机构', '机构名称', '主办单位', '主办机构', '开课机构'], ...rest }),
  column('institution_id', '机构编号', ['', '']),
  column('institution_type', '机构类型', ['县级开放大学/社区学院', '']),
  column('institution_division', '机构区划', ['', '']),
];
export const venue = (examples: [string, string]) => [
  column('place', '地点名称', examples, { also: ['地点', '场地', '活动地点', 'venue'] }),
  column('place_id', '地点编号', ['', '']),
];
export const towns: [string, string] = ['杭州市西湖区古荡街道', '330106'];
export const addresses: [string, string] = ['示例路 1 号', '示例路 2 号'];
export const lngs: [string, string] = ['120.1201', '120.1302'];
export const lats: [string, string] = ['30.2701', '30.2602'];
