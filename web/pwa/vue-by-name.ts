import type { Plugin } from 'vite';

/** Files that take all of Vue, and what they use of it: the rest (hydration, custom elements, groups) stays out of the first load. */
const USES: readonly { file: string; names: readonly string[] }[] = [
  { file: 'vue-i18n/dist/vue-i18n.runtime.mjs', names: ['getCurrentInstance'] },
  { file: 'reka-ui/dist/shared/useId.js', names: ['useId'] },
];
const WHOLE = /import \* as (\w+) from ['"]vue['"];/;

/** Lets libraries import of Vue only what they use; refuses to build where one is no longer written as it was. */
export function vueByName(): Plugin {
  return {
    name: 'vue-by-name',
    apply: 'build',
    transform(code, id) {
      const names = USES.find(({ file }) => id.replaceAll('\\', '/').endsWith(file))?.names;
      if (!names) return null;
      const as = WHOLE.exec(code)?.[1];
      const unknown = [...code.matchAll(new RegExp(`\\b${as}\\.(\\w+)`, 'g'))].filter(
        ([, use]) => !names.includes(use!),
      );
      if (!as || unknown.length > 0) this.error(`${id} takes something else of Vue: put its row right`);
      const renamed = names.map((name) => `${name} as vue_${name}`).join(', ');
      const picked = names.map((name) => `${name}: vue_${name}`).join(', ');
      // One line for one line: the source map stays right.
      return { code: code.replace(WHOLE, `import { ${renamed} } from 'vue'; const ${as} = { ${picked} };`), map: null };
    },
  };
}
