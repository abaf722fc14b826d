import { leaf } from './leaf.ts';

export const healthTopics = {
  'traditional-medicine': leaf(
    'seniors residents women',
    'lecture course-series hands-on',
    '四季养生 穴位保健 艾灸入门 药膳调理 节气养生 小儿推拿',
    '用听得懂的话讲中医道理，学几个在家就能做的方法',
  ),
  'tai-chi-qigong': leaf(
    'seniors residents disabled',
    'course-series workshop competition performance',
    '太极八段锦 二十四式太极拳 五禽戏 太极扇 坐式八段锦 太极剑',
    '动作分解、慢练细纠，零基础也能跟上',
  ),
  nutrition: leaf(
    'residents parents seniors women',
    'lecture workshop',
    '家庭营养配餐 老年膳食 儿童营养早餐 控糖饮食 看懂食品标签',
    '学会搭配一日三餐，改掉几个常见的饮食误区',
  ),
  'first-aid': leaf(
    'residents workers teenagers',
    'workshop hands-on lecture competition',
    '心肺复苏与除颤仪 海姆立克急救法 家庭意外处理 救护员培训 外伤包扎',
    '人人上手练习，按步骤考核，关键时刻敢做会做',
  ),
  'chronic-disease-care': leaf(
    'seniors residents',
    'lecture course-series',
    '高血压自我管理 糖尿病饮食与运动 骨质疏松预防 慢阻肺居家护理 科学用药',
    '社区医生讲解日常监测与用药，帮助建立自己的健康记录',
  ),
  'mental-health': leaf(
    'residents workers parents teenagers',
    'lecture workshop course-series reading-club',
    '情绪管理 职场减压 青春期心理 老年心理关爱 正念放松 睡眠改善',
    '在安全的小组里说说心事，练习看见和安放情绪',
  ),
  rehabilitation: leaf(
    'disabled seniors residents',
    'course-series workshop lecture',
    '居家康复训练 失能老人照护 认知症家属课堂 腰颈椎康复 辅具使用',
    '康复师示范动作与搬移技巧，家属可以一起来学',
  ),
  'sports-games': leaf(
    'residents workers teenagers women',
    'course-series hands-on competition',
    '瑜伽 羽毛球 游泳 乒乓球 围棋 象棋 健身操',
    '从基本动作和规则学起，循序渐进，结识一起练的同伴',
  ),
} as const;
