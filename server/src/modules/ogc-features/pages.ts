import { renderDocument } from '../../html/document.ts';
import { html, type Part } from '../../html/markup.ts';
import type { Words } from '../../html/words.ts';
import type { RecordFeature } from '../open-data/geojson.ts';
import { ogcTexts } from './texts.ts';

interface Way {
  href: string;
  text: string;
}

/** Every document as a page: what it is, what it says, where one goes on. */
export function renderPage(
  { title, intro, ways, body }: { title: string; intro?: string; ways: readonly Way[]; body?: Part },
  words: Words,
): string {
  const own = ogcTexts(words.lang);
  const content = html`<header>
      <p><a href="${words.href('/')}">${words.t.name}</a> <a href="${words.href('/ogc?f=html')}">${own.title}</a></p>
      <h1>${title}</h1>
      ${intro && html`<p>${intro}</p>`}
    </header>
    <main>
      ${body}
      <ul>
        ${ways.map(({ href, text }) => html`<li><a href="${href}">${text}</a></li>`)}
      </ul>
    </main>`;
  const head = html`<meta name="robots" content="noindex, follow" />`;
  return renderDocument({ title, style: '/find.css', head, body: content }, words);
}

/** All that a feature says. */
export const renderFeature = ({ geometry, properties }: RecordFeature): Part =>
  html`<dl>
    ${
      geometry &&
      html`<dt>geometry</dt>
        <dd>${geometry.coordinates.join(', ')}</dd>`
    }
    ${Object.entries(properties).map(([name, value]) =>
      value === null || value === '' || (Array.isArray(value) && value.length === 0)
        ? null
        : html`<dt>${name}</dt>
            <dd>${Array.isArray(value) ? value.join('; ') : String(value)}</dd>`,
    )}
  </dl>`;

export const nameOf = ({ id, properties }: RecordFeature): string =>
  String(properties['title'] ?? properties['name'] ?? id);
