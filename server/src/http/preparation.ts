import type { ServerResponse } from 'node:http';
import type { Lang } from '../contract/lists.ts';

export type Step =
  'database' | 'waiting' | 'migrations' | 'reference' | 'demo' | 'rows' | 'text' | 'ready' | 'stopping';

/** Where the start stands; the page and /api/status read it. */
export interface Progress {
  step: Step;
  /** What of the step: a table name while the demo loads. */
  part: string | null;
  done: number;
  total: number;
}

const words: Record<Step, Record<Lang, string>> = {
  database: { 'zh-CN': '正在打开数据库', en: 'Opening the database' },
  waiting: { 'zh-CN': '正在等待另一个进程准备数据库', en: 'Waiting for another process that prepares the database' },
  migrations: { 'zh-CN': '正在更新数据结构', en: 'Updating the database structure' },
  reference: { 'zh-CN': '正在载入行政区划与词表', en: 'Loading divisions and vocabularies' },
  demo: { 'zh-CN': '首次启动：正在生成演示数据', en: 'First start: creating the demo data' },
  rows: { 'zh-CN': '正在载入地图', en: 'Loading the map' },
  text: { 'zh-CN': '正在建立搜索', en: 'Building the search' },
  ready: { 'zh-CN': '已就绪', en: 'Ready' },
  stopping: { 'zh-CN': '服务正在停止', en: 'The service is stopping' },
};

/** A page that says how far the start is; it reloads itself without a script. */
export function sendPreparation(response: ServerResponse, progress: Progress, lang: Lang): void {
  const share = progress.total > 0 ? Math.round((100 * progress.done) / progress.total) : null;
  const title = lang === 'en' ? 'Zhejiang Learning Map is getting ready' : '浙学地图正在准备';
  const body = `<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="refresh" content="1" />
    <title>${title}</title>
    <link rel="stylesheet" href="/preparation.css" />
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p role="status">${words[progress.step][lang]}${share === null ? '' : ` ${share}%`}</p>
      <progress aria-label="${title}" max="100"${share === null ? '' : ` value="${share}"`}></progress>
    </main>
  </body>
</html>
`;
  response.writeHead(503, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'Retry-After': '1',
  });
  response.end(body);
}

export const preparationCss = `:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f6f4ee; color: #1d2b2a; font: 1.125rem/1.6 system-ui, 'PingFang SC', 'Noto Sans CJK SC', sans-serif; }
main { width: min(26rem, 86vw); }
h1 { font-size: 1.5rem; margin: 0 0 0.75rem; }
progress { width: 100%; height: 0.75rem; accent-color: #1b7a6b; }
@media (prefers-color-scheme: dark) { body { background: #12201f; color: #e8efed; } }
`;
