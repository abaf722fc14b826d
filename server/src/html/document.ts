import { html, type Markup, type Part } from './markup.ts';
import type { Words } from './words.ts';

export interface Document {
  title: string;
  /** Own style sheet: /find.css */
  style: string;
  head?: Part;
  body: Part;
}

/** A whole page that needs no script: the one it names takes over a choice made in the app. */
export function renderDocument({ title, style, head, body }: Document, words: Words): string {
  const { t, lang } = words;
  const page: Markup = html`<html lang="${lang}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${title} · ${t.name}</title>
      <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href="${style}" />
      <script src="/pages.js"></script>
      ${head}
    </head>
    <body>
      ${body}
    </body>
  </html>`;
  return `<!doctype html>\n${page.text}\n`;
}

export function renderRefusal(title: string, words: Words): string {
  const { missing, related } = words.t;
  const body = html`<main class="refusal">
    <img src="/icon.svg" alt="" width="64" height="64" />
    <h1>${missing.error}</h1>
    <p>${title}</p>
    <p class="ways">
      <a href="${words.href('/')}">${related.home}</a>
      <a href="${words.href('/find')}">${related.find}</a>
    </p>
  </main>`;
  return renderDocument({ title: missing.error, style: '/find.css', body }, words);
}
