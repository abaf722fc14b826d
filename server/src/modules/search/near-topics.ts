/** By topic the words people say for what is near to it and not called so; a word may be near to several. */
const NEAR: Readonly<Record<string, readonly string[]>> = {
  'culture-arts': '围棋 象棋 桌游 动漫 漫画 电影 魔术 相声 戏剧 话剧 棋 chess bridge'.split(' '),
  instruments: '吉他 钢琴 尤克里里 架子鼓 萨克斯 小提琴 大提琴 口琴 笛子 琵琶 guitar piano violin drums ukulele'.split(
    ' ',
  ),
  dance: '街舞 芭蕾 爵士舞 拉丁舞 肚皮舞 民族舞 古典舞 国标舞'.split(' '),
  singing: '合唱 民谣 说唱 美声'.split(' '),
  'chinese-painting': '素描 油画 水彩 版画 漆画 沙画 drawing sketching'.split(' '),
  'sports-games':
    '围棋 象棋 桌游 游泳 羽毛球 乒乓球 普拉提 瑜伽 篮球 足球 网球 跑步 健身 武术 跆拳道 空手道 柔道 击剑 攀岩 潜水 轮滑 滑板 冥想 减肥 减脂 yoga pilates swimming badminton tennis football basketball karate judo boxing running cycling chess bridge'.split(
      ' ',
    ),
  'tai-chi-qigong': ['武术', '气功'],
  'japanese-korean':
    '法语 德语 俄语 西班牙语 意大利语 葡萄牙语 阿拉伯语 泰语 越南语 french german spanish italian russian arabic'.split(
      ' ',
    ),
  'spoken-english': '法语 德语 俄语 西班牙语 托福 雅思 托业 french german spanish italian'.split(' '),
  mandarin: ['粤语', '手语', '口才', '演讲', '主持', 'cantonese'],
  'car-repair': '驾照 驾校 驾驶 驾驶证 学车 开车 driving'.split(' '),
  'electrician-welding': ['叉车', '焊工证', '电工证', '叉车证'],
  'warehouse-logistics': ['叉车', '叉车证', '快递'],
  'hair-beauty': '美甲 美发 化妆 纹绣 美容'.split(' '),
  'infant-care': '月嫂 催乳 保姆 育儿 育婴'.split(' '),
  'accounting-tax': ['会计证', '出纳'],
  'postgraduate-study': ['考研'],
  'adult-college-entrance': ['成考', '高考', '专升本'],
  'self-taught-exam': ['自考'],
  qualifications: '公务员 考公 考编 法考 二建 一建 健康证 社工证'.split(' '),
  'coding-basics': '机器人 无人机 乐高 小程序'.split(' '),
  'youth-science': '机器人 乐高 奥数 天文 物理 化学 astronomy physics chemistry'.split(' '),
  'short-video-making': ['剪辑', '自媒体', '公众号'],
  handicrafts: '编织 刺绣 钩针 串珠 皮具 木工 陶艺 盆景 sewing knitting pottery carpentry'.split(' '),
  'style-grooming': ['汉服', '旗袍', '穿搭', '模特'],
  baking: ['西点', '面点', '奶茶', '调酒'],
  'mental-health': ['心理学', '冥想', '正念'],
};

const byWord = new Map<string, string[]>();
for (const [topic, words] of Object.entries(NEAR))
  for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), topic]);

const NONE: readonly string[] = [];

/** Codes of topics near to a word that nothing has, nearest first. */
export const nearTopics = (word: string): readonly string[] => byWord.get(word) ?? NONE;
