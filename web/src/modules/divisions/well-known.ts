import type { LngLat } from '../../geometry/lng-lat.ts';

/** Serves as a starting point. */
interface WellKnown {
  place: string;
  name: string;
  nameEn: string;
  lngLat: LngLat;
  /** Metres it may be off. */
  accuracy: number;
}

type Row = readonly [id: string, zh: string, en: string, lng: number, lat: number];

/** Places people know, to start from; positions to about a kilometre, written down by hand. */
const ROWS: readonly Row[] = [
  ['hangzhou-east', '杭州东站', 'Hangzhou East Railway Station', 120.21, 30.29],
  ['hangzhou-station', '杭州站', 'Hangzhou Railway Station', 120.18, 30.24],
  ['hangzhou-west', '杭州西站', 'Hangzhou West Railway Station', 119.98, 30.31],
  ['hangzhou-south', '杭州南站', 'Hangzhou South Railway Station', 120.3, 30.17],
  ['ningbo-station', '宁波站', 'Ningbo Railway Station', 121.53, 29.86],
  ['wenzhou-south', '温州南站', 'Wenzhou South Railway Station', 120.59, 27.97],
  ['jiaxing-south', '嘉兴南站', 'Jiaxing South Railway Station', 120.76, 30.69],
  ['huzhou-station', '湖州站', 'Huzhou Railway Station', 120.03, 30.87],
  ['shaoxing-north', '绍兴北站', 'Shaoxing North Railway Station', 120.53, 30.12],
  ['jinhua-station', '金华站', 'Jinhua Railway Station', 119.63, 29.11],
  ['yiwu-station', '义乌站', 'Yiwu Railway Station', 120.02, 29.38],
  ['quzhou-station', '衢州站', 'Quzhou Railway Station', 118.88, 28.96],
  ['lishui-station', '丽水站', 'Lishui Railway Station', 119.94, 28.45],
  ['hangzhou-airport', '杭州萧山国际机场', 'Hangzhou Xiaoshan International Airport', 120.43, 30.24],
  ['ningbo-airport', '宁波栎社国际机场', 'Ningbo Lishe International Airport', 121.46, 29.83],
  ['wenzhou-airport', '温州龙湾国际机场', 'Wenzhou Longwan International Airport', 120.85, 27.91],
  ['yiwu-airport', '义乌机场', 'Yiwu Airport', 120.03, 29.34],
  ['taizhou-airport', '台州路桥机场', 'Taizhou Luqiao Airport', 121.43, 28.56],
  ['quzhou-airport', '衢州机场', 'Quzhou Airport', 118.9, 28.97],
  ['zhoushan-airport', '舟山普陀山机场', 'Zhoushan Putuoshan Airport', 122.36, 29.93],
  ['zju-zijingang', '浙江大学紫金港校区', 'Zhejiang University, Zijingang', 120.08, 30.3],
  ['zju-yuquan', '浙江大学玉泉校区', 'Zhejiang University, Yuquan', 120.12, 30.26],
  ['zjut-zhaohui', '浙江工业大学朝晖校区', 'Zhejiang University of Technology, Zhaohui', 120.17, 30.29],
  ['hznu-cangqian', '杭州师范大学仓前校区', 'Hangzhou Normal University, Cangqian', 120.01, 30.29],
  ['caa-nanshan', '中国美术学院南山校区', 'China Academy of Art, Nanshan', 120.16, 30.25],
  ['hdu-xiasha', '杭州电子科技大学', 'Hangzhou Dianzi University', 120.34, 30.31],
  ['zstu-xiasha', '浙江理工大学', 'Zhejiang Sci-Tech University', 120.35, 30.31],
  ['ningbo-university', '宁波大学', 'Ningbo University', 121.63, 29.91],
  ['nottingham-ningbo', '宁波诺丁汉大学', 'University of Nottingham Ningbo China', 121.56, 29.8],
  ['wenzhou-university', '温州大学', 'Wenzhou University', 120.69, 27.92],
  ['zjnu', '浙江师范大学', 'Zhejiang Normal University', 119.64, 29.14],
  ['west-lake', '西湖断桥', 'West Lake, Broken Bridge', 120.15, 30.26],
  ['lingyin', '灵隐寺', 'Lingyin Temple', 120.1, 30.24],
  ['xixi', '西溪湿地', 'Xixi Wetland', 120.06, 30.27],
  ['wulin-square', '武林广场', 'Wulin Square', 120.16, 30.27],
  ['hefang-street', '河坊街', 'Hefang Street', 120.17, 30.24],
  ['qianjiang-new-town', '钱江新城', 'Qianjiang New Town', 120.21, 30.25],
  ['olympic-centre', '杭州奥体中心', 'Hangzhou Olympic Sports Centre', 120.23, 30.23],
  ['huanglong', '黄龙体育中心', 'Huanglong Sports Centre', 120.13, 30.27],
  ['xianghu', '湘湖', 'Xianghu Lake', 120.21, 30.14],
  ['liangzhu', '良渚古城遗址公园', 'Liangzhu Ancient City', 119.99, 30.39],
  ['qiandao-lake', '千岛湖', 'Qiandao Lake', 119.04, 29.61],
  ['tianyi-square', '天一广场', 'Tianyi Square', 121.55, 29.87],
  ['tianyi-pavilion', '天一阁', 'Tianyi Pavilion', 121.54, 29.87],
  ['ningbo-bund', '宁波老外滩', 'Ningbo Old Bund', 121.56, 29.88],
  ['dongqian-lake', '东钱湖', 'Dongqian Lake', 121.65, 29.76],
  ['xikou', '溪口', 'Xikou', 121.28, 29.68],
  ['wuma-street', '五马街', 'Wuma Street', 120.66, 28.02],
  ['jiangxin-isle', '江心屿', 'Jiangxin Isle', 120.64, 28.03],
  ['yandang', '雁荡山', 'Yandang Mountains', 121.07, 28.37],
  ['wuzhen', '乌镇', 'Wuzhen', 120.49, 30.75],
  ['xitang', '西塘古镇', 'Xitang Ancient Town', 120.89, 30.95],
  ['nanhu', '嘉兴南湖', 'South Lake, Jiaxing', 120.76, 30.75],
  ['nanxun', '南浔古镇', 'Nanxun Ancient Town', 120.43, 30.87],
  ['moganshan', '莫干山', 'Mogan Mountain', 119.87, 30.61],
  ['lu-xun', '鲁迅故里', 'Lu Xun’s Native Place', 120.58, 30],
  ['textile-city', '中国轻纺城', 'China Textile City', 120.49, 30.08],
  ['hengdian', '横店影视城', 'Hengdian World Studios', 120.31, 29.15],
  ['yiwu-market', '义乌国际商贸城', 'Yiwu International Trade City', 120.11, 29.33],
  ['shuanglong', '双龙洞', 'Shuanglong Cave', 119.62, 29.2],
  ['jianglang', '江郎山', 'Jianglang Mountain', 118.57, 28.53],
  ['putuoshan', '普陀山', 'Mount Putuo', 122.38, 30],
  ['shenjiamen', '沈家门', 'Shenjiamen', 122.3, 29.95],
  ['guoqing-temple', '国清寺', 'Guoqing Temple', 121.04, 29.17],
];

const toOrigin = ([id, name, nameEn, lng, lat]: Row): WellKnown => ({
  place: `at-${id}`,
  name,
  nameEn,
  lngLat: [lng, lat],
  accuracy: 1_000,
});

/** Well-known places whose name holds what was typed; none for nothing. */
export function findWellKnown(typed: string): WellKnown[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [];
  return ROWS.filter(([, zh, en]) => zh.includes(wanted) || en.toLowerCase().includes(wanted)).map(toOrigin);
}

/** The place an address names, null for none. */
export function wellKnownAt(place: string): WellKnown | null {
  const row = ROWS.find(([id]) => place === `at-${id}`);
  return row ? toOrigin(row) : null;
}

/** All of them. */
export const listWellKnown = (): WellKnown[] => ROWS.map(toOrigin);
