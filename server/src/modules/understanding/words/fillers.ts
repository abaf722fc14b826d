/** Politeness, questions and particles: nothing is named so, hence they come off the ends of an unknown word too. */
export const POLITE_WORDS: readonly string[] = [
  ...['我想学', '我想', '我要', '我要学', '想学', '想要', '想找', '想去', '想报', '我想找', '我想报', '想参加', '我想参加', '帮我找', '帮我', '给我', '请问', '请'],
  ...['有没有', '有哪些', '有什么', '哪里有', '哪里可以', '哪里能', '哪儿有', '在哪里', '在哪', '哪里', '哪有', '什么', '怎么', '可以', '能不能', '吗', '呢', '吧', '啊', '的', '和', '或', '或者', '还有'],
  ...['适合', '一下', '找', '学点', '学一学', '学学', '参加', '报名', '报', '上课', '去', '在', '有'],
  ...['i', 'want', 'would', 'like', 'to', 'learn', 'study', 'find', 'show', 'please', 'looking', 'look', 'where', 'can', 'is', 'are', 'there', 'any', 'some'],
  ...['in', 'for', 'the', 'a', 'an', 'at', 'on', 'of', 'and', 'or', 'with', 'my', 'me', 'do', 'you', 'have', 'near'],
];

/** Said of everything here; also ends of names, so they go only where all around them was understood. */
export const WIDE_WORDS: readonly string[] = [
  ...['课', '课程', '班', '培训', '培训班', '学习', '学', '活动', '教学', '教程', '辅导', '兴趣班', '学习班', '体验课', '公开课', '的课', '的活动'],
  ...['浙江', '浙江省', '全省', '浙里'],
  ...['class', 'classes', 'course', 'courses', 'lesson', 'lessons', 'training', 'activity', 'activities', 'event', 'events', 'learning', 'zhejiang', 'province'],
];

/** Kinds of institution: 老年 in 老年大学 is nobody's age. They stay words. */
export const WHOLE_WORDS: readonly string[] = [
  ...['老年大学', '老年学校', '老年活动中心', '老年电视大学', '老年开放大学', '社区学院', '社区学校', '成人学校', '开放大学', '电视大学'],
  ...['妇女儿童活动中心', '青少年活动中心', '青少年宫', '少年宫', '儿童公园', '家长学校', '农民学校', '居民学校', '文化礼堂', '农村文化礼堂', '图书馆', '文化馆', '文化站', '博物馆', '科技馆', '美术馆'],
  ...['senior university', 'open university', 'community school', 'community college', 'library', 'museum'],
];
