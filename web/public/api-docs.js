// Shows the API: the colours of the system, and the part that the address names.
const dark = matchMedia('(prefers-color-scheme: dark)');
const root = document.documentElement;
const follow = () => root.classList.toggle('dark-mode', dark.matches);
follow();
dark.addEventListener('change', follow);

const SETTLED = 20_000; // ms
const TOUCHES = ['wheel', 'touchstart', 'pointerdown', 'keydown'];

/** It is drawn bit by bit: the part stays in sight until all is there or somebody moves on. */
function showPart() {
  const name = decodeURIComponent(location.hash.slice(1));
  if (!name.startsWith('operations-')) return;
  history.scrollRestoration = 'manual';
  const show = () => document.getElementById(name)?.scrollIntoView();
  const growth = new ResizeObserver(show);
  const stop = () => growth.disconnect();
  growth.observe(document.getElementById('docs'));
  for (const touch of TOUCHES) addEventListener(touch, stop, { once: true, passive: true });
  setTimeout(stop, SETTLED);
  show();
}
document.addEventListener('DOMContentLoaded', () => {
  window.SwaggerUIBundle({
    url: '/api/openapi.json',
    dom_id: '#docs',
    validatorUrl: null,
    // All open at once would be drawn as far as one scrolls, and parts out of sight would have no address.
    docExpansion: 'none',
    defaultModelsExpandDepth: 0,
    defaultModelRendering: 'model',
    displayRequestDuration: true,
    tryItOutEnabled: true,
    onComplete: showPart,
  });
});
