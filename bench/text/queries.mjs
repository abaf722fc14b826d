import { pickOf } from '../points/random.mjs';

const WORDS =
  '书法,太极拳,国画,手机摄影,老年大学,英语,瑜伽,茶艺,烘焙,古筝,越剧,编程,亲子阅读,养生,插花,陶艺,剪纸,民法典,防诈骗,急救,蛋糕';
const PINYIN =
  'shufa,taijiquan,guohua,shū fǎ,shu1fa3,shu fa,shu法,hangzhou shufa,yingyu,laoniandaxue,zhejiangdaxue,xihuqu,guzheng';
const INITIALS = 'sf,tjq,gh,lndx,zjdx,sx,yy,yj,hzs,xhq,mfd,dzsw';
const HOMOPHONES = '书发,太及拳,国话,因语,古争,月剧,便程,扬生,书珐,太级拳,蛋膏,茶意';
const WRONG = '书去法,太极极拳,老年大血,民典法,手机影摄,开放大孛,太扱拳,成人文化支术学校,文化礼坣';
const LATIN = 'shufs,taijiquam,enlgish,photogrphy,calligrphy,yogaa,chidren,tajiquan';
const SENTENCES =
  '我想学国画,杭州书法,西湖区 太极,周末亲子,想找一个免费的书法班,free evening English near me,老年人智能手机培训,宁波 瑜伽 晚上,适合老人的养生课程,learn Chinese painting in Hangzhou,国画 拖拉机 火星,杭州市 西湖区 转塘街道 书法 初级 周末';

/** Queries of every kind, and as many substrings of titles and names as `sampled`; no two are equal. */
export function listQueries(random, texts, sampled) {
  const queries = [WORDS, PINYIN, INITIALS, HOMOPHONES, WRONG, LATIN, SENTENCES].flatMap((list) => list.split(','));
  for (let at = 0; at < sampled; at++) {
    const { title, organiser, place } = pickOf(random, texts);
    const text = pickOf(random, [title, title, organiser, place]);
    const length = 2 + Math.floor(random() * 6);
    const from = Math.floor(random() * Math.max(1, text.length - length));
    queries.push(text.slice(from, from + length).trim());
  }
  return [...new Set(queries)].filter((query) => query !== '');
}
