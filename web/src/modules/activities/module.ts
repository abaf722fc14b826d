import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  thing: {
    kind: 'activity',
    colours: { light: '#cf5328', dark: '#f08a62', 'contrast-light': '#942c05', 'contrast-dark': '#ffa884' },
    shape: 'M16 2.5a13.5 13.5 0 1 1 0 27a13.5 13.5 0 1 1 0-27z',
    glyph:
      'M6.5 7h11a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 17.5v-9A1.5 1.5 0 0 1 6.5 7z M5 11h14 M9 4.8v3.5 M15 4.8v3.5',
    details: () => import('./ActivityDetails.vue'),
  },
};
