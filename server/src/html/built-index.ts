import { readFileSync } from 'node:fs';
import type { Lang } from '../contract/lists.ts';
import type { Markup } from './markup.ts';

const HOLES = {
  lang: /<html lang="[^"]*"/,
  description: /\s*<meta name="description"[^>]*>/,
  title: /<title>[^<]*<\/title>/,
  app: /<div id="app"><\/div>/,
} as const;

export interface Filling {
  lang: Lang;
  head: Markup;
  body: Markup;
}

// Each language has its texts in a file of its own.
const otherTexts = (lang: Lang) =>
  new RegExp(`\\s*<link[^>]*data-texts="${lang === 'en' ? 'zh-CN' : 'en'}"[^>]*>`, 'g');

/** The built index of the app as a form to fill in; throws when it is not as expected. */
export function readBuiltIndex(webRoot: string): (filling: Filling) => string {
  const source = cut(readFileSync(`${webRoot}/index.html`, 'utf8'), HOLES.description).join('');
  const [start, afterLang] = cut(source, HOLES.lang);
  const [beforeTitle, afterTitle] = cut(afterLang, HOLES.title);
  const [beforeApp, end] = cut(afterTitle, HOLES.app);
  const before = {
    'zh-CN': beforeApp.replace(otherTexts('zh-CN'), ''),
    en: beforeApp.replace(otherTexts('en'), ''),
  };
  return ({ lang, head, body }) =>
    [
      ...[start, `<html lang="${lang}"`, beforeTitle, head.text],
      ...[before[lang], `<div id="app">${body.text}</div>`, end],
    ].join('');
}

function cut(text: string, hole: RegExp): [before: string, after: string] {
  const found = hole.exec(text);
  if (!found) throw new Error(`index.html of the app has nothing like ${hole.source}`);
  return [text.slice(0, found.index), text.slice(found.index + found[0].length)];
}
