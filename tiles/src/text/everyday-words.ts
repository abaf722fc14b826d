/** Words of what people wish to learn that the dictionary of the runtime lacks; English in small letters. */
export const EVERYDAY_WORDS: ReadonlySet<string> = new Set([
  ...'普拉提 尤克里里 街舞 月嫂 驾校 考研 育儿 国画 动漫 轮滑 架子鼓 萨克斯 剪辑 机器人 无人机 乐高 美甲 美发 西点'.split(
    ' ',
  ),
  ...'催乳 普通话 雅思 托业 会计证 公务员 心理学 德语 西班牙语 葡萄牙语 阿拉伯语 意大利语 泰语 越南语 粤语 手语'.split(
    ' ',
  ),
  ...'跆拳道 空手道 柔道 击剑 马术 攀岩 潜水 冲浪 滑板 飞盘 匹克球 高尔夫 保龄球 台球 壁球 门球 桌游 剧本杀'.split(' '),
  ...'广场舞 肚皮舞 爵士舞 拉丁舞 民族舞 古典舞 国标舞 葫芦丝 古筝 非遗 书法 硬笔 素描 油画 水彩 版画 漆画 沙画'.split(
    ' ',
  ),
  ...'团扇 香道 花道 茶艺 插花 盆景 多肉 烘焙 面点 咖啡 调酒 奶茶 编程 小程序 公众号 短视频 直播 自媒体 电商 跨境电商'.split(
    ' ',
  ),
  ...'考编 考公 教资 社工证 健康证 驾驶证 叉车证 电工证 焊工证 二建 一建 法考 专升本 自考 成考 高考 中考 小升初'.split(
    ' ',
  ),
  ...'奥数 珠心算 口算 编织 钩针 串珠 皮具 木工 陶艺 汉服 旗袍 化妆 穿搭 收纳 瑜伽 冥想 正念 减脂 塑形 跑步 骑行'.split(
    ' ',
  ),
  ...'yoga pilates guitar piano violin drums ukulele swimming badminton tennis football basketball chess bridge'.split(
    ' ',
  ),
  ...'french german spanish italian russian arabic korean japanese cantonese portuguese driving karate judo boxing'.split(
    ' ',
  ),
  ...'skating skiing climbing sailing surfing running cycling sewing knitting pottery carpentry astronomy'.split(' '),
  ...'physics chemistry biology history drawing sketching dance dancing cooking baking gardening photography'.split(
    ' ',
  ),
]);
