// For tools that do not read single-file components; vue-tsc does and checks their real types.
declare module '*.vue' {
  import type { DefineComponent } from 'vue';

  const component: DefineComponent<object, object, unknown>;
  export default component;
}

/** Whether the gallery of components at /ui is built in; see vite.config.ts. */
declare const __GALLERY__: boolean;
