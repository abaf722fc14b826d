import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

const jieba = Jieba.withDict(dict);
const word = /[\p{L}\p{N}]/u;

/** All words of a text that can be looked up, long ones and those inside them. */
export const wordsOf = (text) => jieba.cutForSearch(text.toLowerCase(), true).filter((one) => word.test(one));

/** The words of a query, none twice. */
export const wordsOfQuery = (q) => jieba.cut(q.toLowerCase(), true).filter((one) => word.test(one));
