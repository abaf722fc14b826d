import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import a11y from 'eslint-plugin-vuejs-accessibility';
import globals from 'globals';
import ts from 'typescript-eslint';

const EVERYWHERE = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
  { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'Use modules.' },
];
/** What comes later may not come: only these say so in its place and try again. */
const LATE = 'CallExpression[callee.name=/^(load|late|usePart)$/]';
const NOT_LATE =
  'Load it by `late` or `usePart` of ui/late.ts, or by `load` of api/late.ts: they tell when it does not come.';
/** What is fetched for others could be turned inward. */
const OUTBOUND = 'Fetch by `createOutbound` of server/src/outbound.';

export default ts.config(
  {
    ignores: [
      '**/dist',
      '**/node_modules',
      '.data',
      '**/.cache',
      'seed/data',
      'tiles/assembly',
      'tiles/src/kernels/wasm.ts',
    ],
  },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  vue.configs['flat/recommended'],
  a11y.configs['flat/recommended'],
  {
    languageOptions: {
      parserOptions: {
        parser: ts.parser,
        projectService: { allowDefaultProject: ['eslint.config.js'] },
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', ...EVERYWHERE],
      // a label with `for`, or around its control, is enough
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
    },
  },
  {
    files: ['web/src/**/*.{ts,vue}'],
    languageOptions: { globals: globals.browser },
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'reka-ui',
              importNames: ['ComboboxViewport', 'SelectViewport', 'ScrollAreaRoot', 'ScrollAreaViewport'],
              message: 'They need inline styles, which the content security policy refuses.',
            },
            { name: 'vue', importNames: ['defineAsyncComponent'], message: NOT_LATE },
          ],
        },
      ],
    },
  },
  {
    files: ['web/src/**/*.{ts,vue}'],
    // The registry and the desk hand their parts on to `late`.
    ignores: ['web/src/modules/*/{module,desk}.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...EVERYWHERE,
        { selector: `ImportExpression:not(${LATE} ImportExpression)`, message: NOT_LATE },
      ],
    },
  },
  {
    files: ['server/src/**/*.ts'],
    ignores: ['**/*.test.ts', 'server/src/testing/**', 'server/src/outbound/**'],
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: OUTBOUND }],
      'no-restricted-properties': ['error', { object: 'globalThis', property: 'fetch', message: OUTBOUND }],
      'no-restricted-imports': [
        'error',
        {
          paths: ['http', 'https', 'node:http', 'node:https'].map((name) => ({
            name,
            importNames: ['request', 'get', 'default'],
            message: OUTBOUND,
          })),
        },
      ],
    },
  },
  { files: ['web/e2e/**/*.ts'], languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  prettier,
);
