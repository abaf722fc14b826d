import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  thing: {
    kind: 'credit_point',
    colours: { light: '#a8740a', dark: '#dfae4f', 'contrast-light': '#694600', 'contrast-dark': '#ffd06f' },
    shape: 'M16 2.2c4.2 2.6 8 3.2 12.5 3.2v10.6c0 7-5 11.8-12.5 14.3C8.5 27.8 3.5 23 3.5 16V5.4C8 5.4 11.8 4.8 16 2.2z',
    glyph: 'M12 6l1.7 3.6 3.9.5-2.9 2.7.8 3.9-3.5-2-3.5 2 .8-3.9-2.9-2.7 3.9-.5z',
    filled: true,
    details: () => import('./CreditPointDetails.vue'),
  },
};
