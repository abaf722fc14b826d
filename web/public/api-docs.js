// Shows the API: the colours of the system, and the part that the address names.
const dark = matchMedia('(prefers-color-scheme: dark)');
const root = document.documentElement;
const follow = () => root.classList.toggle('dark-mode', dark.matches);
follow();
dark.addEventListener('change', follow);

/** Its parts are there only after it is drawn. */
function showPart() {
  const name = decodeURIComponent(location.hash.slice(1));
  if (name.startsWith('operations-')) document.getElementById(name)?.scrollIntoView();
}
document.addEventListener('DOMContentLoaded', () => {
  window.SwaggerUIBundle({
    url: '/api/openapi.json',
    dom_id: '#docs',
    validatorUrl: null,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    defaultModelRendering: 'model',
    displayRequestDuration: true,
    tryItOutEnabled: true,
    onComplete: showPart,
  });
});
