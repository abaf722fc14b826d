import type { Plugin } from 'vite';

/** Names the texts of each language in the head, so that they come beside the app, not after it; the server keeps one. */
export function preloadTexts(): Plugin {
  return {
    name: 'preload-texts',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.values(bundle ?? {}).flatMap((file) => {
          const lang = file.type === 'chunk' && /src\/i18n\/(zh-CN|en)\.ts$/.exec(file.facadeModuleId ?? '')?.[1];
          if (!lang) return [];
          const attrs = { rel: 'modulepreload', 'data-texts': lang, crossorigin: true, href: `/${file.fileName}` };
          return [{ tag: 'link', attrs, injectTo: 'head' as const }];
        }),
    },
  };
}
