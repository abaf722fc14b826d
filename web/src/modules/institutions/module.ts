import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  thing: {
    kind: 'institution',
    colours: { light: '#0b7a75', dark: '#4fbdb2', 'contrast-light': '#00524e', 'contrast-dark': '#6fe3d8' },
    shape: 'M9 3h14a6 6 0 0 1 6 6v14a6 6 0 0 1-6 6H9a6 6 0 0 1-6-6V9a6 6 0 0 1 6-6z',
    glyph: 'M4 10.5 12 5l8 5.5z M7 11v6.5 M12 11v6.5 M17 11v6.5 M4.5 19h15',
    details: () => import('./InstitutionDetails.vue'),
  },
};
