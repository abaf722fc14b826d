import { leaf } from './leaf.ts';

/** Digital skills and farming. */
export const skillTopics = {
  'smartphone-use': leaf(
    'seniors residents disabled',
    'course-series workshop lecture',
    '智能手机 微信日常 手机支付 手机挂号 手机拍照 长辈用手机',
    '大屏演示、一步一练，志愿者在旁边随时帮忙',
  ),
  'office-software': leaf(
    'workers job-seekers residents',
    'course-series workshop',
    '办公软件 电子表格 演示文稿 公文排版 电脑基础',
    '用工作里常见的表格和文档练手，学会就能用',
  ),
  'short-video-making': leaf(
    'residents workers seniors women',
    'course-series workshop competition',
    '手机短视频 短视频剪辑 家乡短视频拍摄 口播与字幕 微电影制作',
    '从选题、拍摄到剪辑发布，每位学员完成一条作品',
  ),
  'livestream-selling': leaf(
    'job-seekers women new-farmers workers',
    'course-series workshop competition',
    '直播带货 网店运营 直播话术 电商选品 主播形象与表达',
    '搭起小直播间轮流上镜，复盘数据，改进表达',
  ),
  'coding-basics': leaf(
    'teenagers college-students workers',
    'course-series workshop competition',
    '少儿图形化编程 机器人编程 Python入门 网页制作 开源硬件 算法启蒙',
    '从一个小游戏或小工具做起，理解程序怎样一步步运行',
  ),
  'applied-ai': leaf(
    'workers residents college-students seniors',
    'lecture workshop course-series',
    '人工智能应用 AI写作与办公 AI绘画体验 大模型使用方法 智能生活',
    '讲清能做什么、不能做什么，现场练习怎样提问和核对结果',
  ),
  'online-safety': leaf(
    'seniors residents teenagers',
    'lecture workshop',
    '防范电信诈骗 网络安全 个人信息保护 识别网络谣言 守好手机钱包',
    '拆解常见骗局的套路，一起练习遇到可疑电话时怎么办',
  ),
  'tea-growing': leaf(
    'new-farmers residents',
    'course-series workshop study-visit competition',
    '茶园管理 绿茶手工炒制 茶叶审评 茶树病虫害防治 抹茶与新茶饮',
    '走进茶园和制茶间，从采摘到出锅全程实作',
  ),
  'fruit-vegetable-growing': leaf(
    'new-farmers residents',
    'course-series lecture study-visit',
    '杨梅栽培 柑橘修剪 大棚蔬菜 葡萄避雨栽培 家庭菜园 果园绿色防控',
    '农技人员到田头讲解，按农时安排修剪、施肥与防治',
  ),
  aquaculture: leaf(
    'new-farmers residents',
    'course-series lecture study-visit',
    '稻田养鱼 南美白对虾养殖 贝类养殖 水产病害防治 淡水鱼混养',
    '结合本地水面条件，讲水质、投喂与病害防治',
  ),
  livestock: leaf(
    'new-farmers residents',
    'lecture course-series study-visit',
    '蜜蜂养殖 土鸡散养 湖羊养殖 生猪防疫 养殖场环境管理',
    '从品种、饲养到防疫，算清成本账和安全账',
  ),
  'homestay-business': leaf(
    'new-farmers women job-seekers',
    'course-series lecture study-visit workshop',
    '民宿经营 民宿管家 乡村旅游策划 客房布置 民宿线上推广',
    '到经营得好的民宿去看、去问，回来改自家的方案',
  ),
  'farm-ecommerce': leaf(
    'new-farmers women migrant-workers',
    'course-series workshop',
    '农产品电商 农货直播 农产品包装设计 社群团购 乡村品牌故事',
    '帮自家农产品拍照、写文案、上架，学会处理售后',
  ),
  'modern-farming': leaf(
    'new-farmers veterans',
    'course-series lecture study-visit',
    '高素质农民培育 家庭农场管理 农机安全操作 植保无人机 合作社财务 数字农业',
    '面向种养大户和返乡青年，讲技术、讲经营、讲政策',
  ),
} as const;
