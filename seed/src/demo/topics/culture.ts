import { leaf } from './leaf.ts';

/** Arts, crafts and local culture. */
export const cultureTopics = {
  calligraphy: leaf(
    'seniors residents teenagers',
    'course-series workshop performance competition',
    '毛笔书法 楷书临帖 行书 隶书 硬笔书法 春联书写 篆刻',
    '从执笔、用笔到章法，当堂临写，逐一讲评',
  ),
  'chinese-painting': leaf(
    'seniors residents women',
    'course-series workshop performance',
    '国画花鸟 水墨山水 写意牡丹 工笔画 扇面画 国画梅兰竹菊',
    '临摹与写生结合，认识笔墨，完成自己的小品',
  ),
  singing: leaf(
    'seniors residents women',
    'course-series performance competition',
    '声乐 合唱团 民歌演唱 发声训练 老歌新唱 流行演唱',
    '练气息、练咬字、练配合，学期末同台演出',
  ),
  instruments: leaf(
    'seniors residents teenagers',
    'course-series performance',
    '葫芦丝 二胡 古筝 电钢琴 吉他 尤克里里 口琴 笛子',
    '分声部小班教学，从识谱到合奏',
  ),
  dance: leaf(
    'seniors women residents',
    'course-series performance competition',
    '民族舞 广场舞 形体舞 古典舞身韵 交谊舞 少儿舞蹈',
    '先热身后成段，注意保护关节，练出好体态',
  ),
  'local-opera': leaf(
    'seniors residents teenagers',
    'course-series performance lecture',
    '越剧唱腔 婺剧身段 越剧名段欣赏 戏曲化妆 少儿戏曲',
    '听名段、学唱腔、走台步，体会家乡戏的味道',
  ),
  photography: leaf(
    'residents seniors workers',
    'course-series workshop study-visit performance',
    '手机摄影 风光摄影 人像摄影 摄影后期 纪实摄影',
    '室内讲构图与光线，室外采风实拍，作品集中点评',
  ),
  recitation: leaf(
    'residents teenagers seniors',
    'course-series reading-club performance competition',
    '诗歌朗诵 经典诵读 少儿口才 播音发声 红色诗文朗诵',
    '从气息与重音入手，把文字读进心里',
  ),
  handicrafts: leaf(
    'women residents teenagers disabled',
    'workshop hands-on course-series',
    '中式插花 编织 布艺缝纫 丝带绣 绒花 软陶 香囊制作',
    '材料备齐，当场完成一件可以带回家的作品',
  ),
  celadon: leaf(
    'residents teenagers college-students',
    'workshop hands-on course-series study-visit',
    '青瓷拉坯 青瓷刻花 陶艺手捏 釉色鉴赏 青瓷茶器制作',
    '从揉泥、拉坯到上釉，认识一件瓷器的来历',
  ),
  'bamboo-weaving': leaf(
    'residents new-farmers teenagers',
    'workshop hands-on course-series',
    '竹编果篮 竹编书签 竹编提篮 竹艺灯笼 竹丝编织',
    '学剖篾、起底、收口，手把手编成一件小器物',
  ),
  'paper-cutting': leaf(
    'residents teenagers seniors women',
    'workshop hands-on course-series competition',
    '窗花剪纸 生肖剪纸 细纹刻纸 剪纸团花 节庆剪纸',
    '一把剪刀一张纸，从对折团花剪到主题作品',
  ),
  'wood-stone-carving': leaf(
    'residents workers teenagers',
    'workshop course-series study-visit',
    '木雕浮雕 石雕印钮 木勺制作 木雕识图 根雕欣赏',
    '了解选料与刀法，在老师看护下完成一件习作',
  ),
  'silk-sericulture': leaf(
    'residents teenagers women',
    'workshop hands-on study-visit lecture',
    '丝绸扎染 养蚕体验 蚕丝团扇 刺绣 绫绢装裱',
    '从一枚蚕茧讲起，体验缫丝、染色与刺绣',
  ),
  'dialect-folklore': leaf(
    'residents teenagers migrant-workers',
    'lecture workshop performance reading-club',
    '家乡方言 地方童谣 传统节俗 地方戏与曲艺 村落故事',
    '请老街坊讲方言、说旧事，把记忆留给年轻人',
  ),
  'museum-talks': leaf(
    'residents teenagers college-students',
    'lecture study-visit',
    '文物里的浙江 良渚文化 宋韵生活 古籍与藏书 地方考古新发现 馆藏赏析',
    '由一件器物切入，讲它的年代、工艺与主人的生活',
  ),
} as const;
