import { leaf } from './leaf.ts';

/** Home, family, citizenship, languages and general knowledge. */
export const lifeTopics = {
  'home-organising': leaf(
    'women residents workers',
    'workshop lecture',
    '家居收纳 衣橱整理 厨房收纳 儿童房整理 旧物改造',
    '先取舍再归位，带上家里的照片一起改',
  ),
  baking: leaf(
    'women residents parents teenagers',
    'workshop hands-on course-series',
    '家庭烘焙 戚风蛋糕 手工面包 曲奇饼干 中式酥点 亲子烘焙',
    '两人一台烤箱，成品带走，配方可以留着慢慢练',
  ),
  'tea-coffee': leaf(
    'residents workers women',
    'workshop course-series hands-on',
    '茶艺 宋式点茶 手冲咖啡 咖啡拉花 茶席设计',
    '认识器具与水温，静下来泡好一杯',
  ),
  gardening: leaf(
    'seniors residents women',
    'workshop course-series lecture',
    '阳台园艺 盆景制作 多肉组合 月季养护 家庭水培',
    '讲光照、浇水与修剪，现场换盆，把植物带回家',
  ),
  'style-grooming': leaf(
    'women workers seniors',
    'course-series workshop performance',
    '色彩与穿搭 旗袍与仪态 服装裁剪 商务礼仪 模特走秀',
    '找到适合自己的颜色和线条，练出从容的姿态',
  ),
  travel: leaf(
    'residents seniors',
    'lecture study-visit',
    '旅行攻略制作 浙里古镇 诗路文化行走 自驾安全 老年旅游防骗',
    '从做计划、订行程到路上安全，分享走过的线路',
  ),
  parenting: leaf(
    'parents women',
    'lecture workshop course-series reading-club',
    '家长课堂 亲子沟通 青春期家庭教育 幼小衔接 二孩家庭相处 好习惯养成',
    '不讲大道理，围绕家里的真实场景练习怎样说、怎样听',
  ),
  'shared-reading': leaf(
    'preschool parents',
    'reading-club workshop performance',
    '绘本故事会 亲子共读 绘本手工 故事妈妈 英文绘本',
    '一起听故事、演故事、画故事，学会在家陪孩子读书',
  ),
  'youth-science': leaf(
    'teenagers preschool parents',
    'workshop hands-on competition study-visit',
    '趣味科学实验 机器人搭建 航模制作 天文观测 昆虫与植物观察',
    '先猜想再动手，把课本里的道理做出来看一看',
  ),
  'holiday-care': leaf(
    'teenagers parents migrant-workers',
    'course-series hands-on',
    '假日托管 春泥计划 假日成长营 周末托管 小候鸟课堂',
    '作业、阅读、运动和手工穿插安排，让孩子假期有去处',
  ),
  grandparenting: leaf(
    'seniors parents',
    'lecture workshop course-series',
    '祖辈课堂 隔代教养 带娃安全常识 祖孙游戏 祖孙共读',
    '和爷爷奶奶聊聊怎么带、怎么放手，怎样与年轻父母配合',
  ),
  'legal-basics': leaf(
    'residents seniors workers',
    'lecture workshop',
    '民法典与生活 婚姻家庭法律 遗嘱与继承 劳动维权 邻里纠纷调解 驾照科目一理论',
    '一事一例讲法条，留足时间现场答疑',
  ),
  'consumer-rights': leaf(
    'residents seniors',
    'lecture workshop',
    '消费维权 网购维权 保健品消费陷阱 预付卡风险 合同里的坑',
    '教你留证据、会投诉，遇事知道找谁',
  ),
  'waste-sorting': leaf(
    'residents teenagers preschool',
    'lecture workshop competition hands-on',
    '垃圾分类 变废为宝手工 低碳生活 家庭堆肥 环保小达人',
    '从厨房的一袋垃圾分起，边玩边记住分类方法',
  ),
  volunteering: leaf(
    'residents college-students seniors veterans',
    'workshop lecture course-series',
    '志愿者培训 助老服务技能 社区议事 文明劝导 银龄志愿服务',
    '学沟通、学协作，领一份适合自己的志愿服务',
  ),
  'emergency-preparedness': leaf(
    'residents teenagers migrant-workers',
    'workshop lecture hands-on',
    '防台防汛 火灾逃生 防溺水 家庭应急包 地震避险演练',
    '讲清预警信号与转移路线，全员演练一遍',
  ),
  'money-fraud-safety': leaf(
    'seniors residents workers',
    'lecture workshop',
    '守住养老钱 家庭理财 识别非法集资 银行卡安全 反诈情景剧',
    '用真实案例算收益与风险，学会多问一句、慢一步',
  ),
  mandarin: leaf(
    'migrant-workers residents seniors',
    'course-series lecture',
    '普通话正音 普通话水平测试 职场普通话 少儿普通话 播报练习',
    '找出方言口音里的难点，一个音一个音练准',
  ),
  'spoken-english': leaf(
    'workers seniors college-students teenagers',
    'course-series reading-club',
    '英语口语 出国旅游英语 商务英语 英语角 零基础英语',
    '以情景对话为主，人人开口，不怕说错',
  ),
  'japanese-korean': leaf(
    'college-students workers residents',
    'course-series',
    '日语入门 韩语入门 日语会话 韩语会话 日语能力考试',
    '从发音和常用句开始，配合生活场景练习',
  ),
  literature: leaf(
    'residents college-students seniors',
    'reading-club lecture course-series',
    '诗词赏析 名著共读 家乡作家作品 创意写作 宋词里的江南',
    '每次共读一段，先读再谈，也欢迎带来自己的文字',
  ),
  'history-humanities': leaf(
    'residents college-students seniors',
    'lecture study-visit reading-club',
    '浙东学派 运河故事 地方史讲堂 国学经典 丝路与海港 老街记忆',
    '把书里的历史和脚下的地方对上号',
  ),
  'popular-science': leaf(
    'teenagers residents parents',
    'lecture workshop study-visit',
    '天文观星 航天科普 身边的物理 海洋科普 气象与二十四节气',
    '由一个好问题开始，用实验和图像把道理讲明白',
  ),
} as const;
