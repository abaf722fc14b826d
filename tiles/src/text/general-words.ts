/** Words that say how or for whom, and never what: alone they stand for no subject. */
const GENERAL: ReadonlySet<string> = new Set([
  ...'入门 初级 中级 高级 基础 零基础 提高 进阶 精品 公益 体验 培训 课程 班 学习 教学 教程 兴趣 辅导 指导 技巧 考试'.split(
    ' ',
  ),
  ...'活动 比赛 讲座 训练 教育 老师 教练 报名 免费 周末 想学 学校 课堂 中心 少儿 儿童 成人 老年 老年人 青少年'.split(
    ' ',
  ),
  ...'亲子 孩子 幼儿 学生 女性 男性 中老年 class classes course courses lesson lessons beginner beginners free kids'.split(
    ' ',
  ),
]);

export const isGeneral = (word: string): boolean => word.length === 1 || GENERAL.has(word);
