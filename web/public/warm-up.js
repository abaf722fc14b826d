// A browser takes long for its first number and first time of day: made while the app is still on its way.
const language = document.documentElement.lang;
new Intl.NumberFormat(language).format(1000);
new Intl.DateTimeFormat(language, { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' }).format(0);

// A sandboxed frame without an origin is given neither the script of the app nor the worker of the map: the page says so.
const NEEDED = 'allow-scripts allow-same-origin allow-popups';
const SAID = {
  zh: [
    '地图不能在这个受限的框架里显示',
    `给网页的作者：iframe 的 sandbox 要写成 ${NEEDED}，或者不写 sandbox。`,
    '打开完整的浙学地图',
  ],
  en: [
    'The map cannot be shown in this restricted frame',
    `To whoever made the page: the sandbox of the iframe has to be ${NEEDED}, or left out.`,
    'Open the full Zhejiang Learning Map',
  ],
};
function tellSandbox() {
  const isEnglish = /^\/en(\/|$)/.test(location.pathname);
  const [title, need, full] = SAID[isEnglish ? 'en' : 'zh'];
  const parts = ['h1', 'p', 'a', 'link'].map((name) => document.createElement(name));
  const [heading, sentence, way, style] = parts;
  heading.textContent = title;
  sentence.textContent = need;
  Object.assign(way, { textContent: full, target: '_blank', rel: 'noopener' });
  way.href = (isEnglish ? '/en' : '/') + location.search;
  Object.assign(style, { rel: 'stylesheet', href: '/no-script.css' });
  document.documentElement.lang = isEnglish ? 'en' : 'zh-CN';
  document.querySelector('.opening')?.remove();
  document.body.append(style, heading, sentence, way);
}
if (self.origin === 'null') {
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', tellSandbox);
  else tellSandbox();
}
