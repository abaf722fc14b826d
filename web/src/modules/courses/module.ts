import { BookOpen } from '@lucide/vue';
import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  entries: [
    {
      as: 'page',
      tab: 'learning',
      name: 'courses',
      path: 'courses',
      names: { 'zh-CN': '课程', en: 'Courses' },
      icon: BookOpen,
      rank: 1,
      component: () => import('./CoursesPage.vue'),
    },
  ],
  thing: {
    kind: 'course',
    colours: { light: '#6a52b3', dark: '#ab99ee', 'contrast-light': '#432a94', 'contrast-dark': '#c9bcff' },
    shape:
      'M14 2.6a4 4 0 0 1 4 0l9 5.2a4 4 0 0 1 2 3.5v9.4a4 4 0 0 1-2 3.5l-9 5.2a4 4 0 0 1-4 0l-9-5.2a4 4 0 0 1-2-3.5v-9.4a4 4 0 0 1 2-3.5z',
    glyph: 'M2.8 10 12 5.8l9.2 4.2-9.2 4.2z M6.8 12v4.2c1.6 2.2 8.8 2.2 10.4 0V12',
    details: () => import('./CourseDetails.vue'),
  },
};
