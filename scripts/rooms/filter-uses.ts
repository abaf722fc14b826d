// Where filters are used by name, as the type checker sees it: the word `from` of a time span is no filter.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { FILTER_NAMES } from '../../server/src/contract/filter-table.ts';

/** What of vue-tsc's own parts is used here. */
interface VueLanguage {
  createParsedCommandLineByJson: (of: typeof ts, host: ts.System, root: string, json: object) => { vueOptions: object };
  createVueLanguagePlugin: (of: typeof ts, on: ts.CompilerOptions, vue: object, name: (id: string) => string) => object;
}
interface Volar {
  proxyCreateProgram: (
    of: typeof ts,
    create: typeof ts.createProgram,
    plugins: () => object[],
  ) => typeof ts.createProgram;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const ofVueTsc = createRequire(createRequire(`${root}web/package.json`).resolve('vue-tsc'));
const vue = ofVueTsc('@vue/language-core') as VueLanguage;
const { proxyCreateProgram } = ofVueTsc('@volar/typescript') as Volar;

const NAMES: ReadonlySet<string> = new Set(FILTER_NAMES);
/** Where filters are declared: what leads there is one. */
const DECLARED = /\/server\/src\/contract\/(filters|filter-table)\.ts$/;
/** An object that holds this many filters by name holds filters, whatever its type is called. */
const MANY = 8;

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  paths: {
    '@zlm/server/*': [`${root}server/src/*.ts`, `${root}server/src/*/index.ts`],
    '@zlm/tiles': [`${root}tiles/src/index.ts`],
    '@zlm/tiles/*': [`${root}tiles/src/*.ts`],
  },
};

function createProgram(rootNames: string[]): ts.Program {
  const create = proxyCreateProgram(ts, ts.createProgram, () => {
    const { vueOptions } = vue.createParsedCommandLineByJson(ts, ts.sys, `${root}web`, {});
    return [vue.createVueLanguagePlugin(ts, options, vueOptions, (id: string) => id)];
  });
  return create({ rootNames, options, host: ts.createCompilerHost(options) });
}

/** Texts, and columns of the index, are called after filters. */
const OTHERS = /\/(words|texts|messages|later-messages|i18n|catalogue)\/|\/texts\.ts$/;
const isNamed = (text: string | undefined) => text !== undefined && NAMES.has(text);
const partsOf = (type: ts.Type) => (type.isUnion() ? type.types : [type]);
const leadsTo = (symbol: ts.Symbol | undefined, files: RegExp) =>
  (symbol?.declarations ?? []).some((declaration) => files.test(declaration.getSourceFile().fileName));

function createReader(checker: ts.TypeChecker) {
  const tables = new Map<ts.Type, boolean>();
  /** An object with many filters by name, be it of another type. */
  function isTable(type: ts.Type): boolean {
    if (!tables.has(type)) {
      const named = checker.getPropertiesOfType(type).filter(({ name }) => NAMES.has(name));
      tables.set(
        type,
        named.length >= MANY && !named.some((property) => leadsTo(property, OTHERS) || isFilter(property)),
      );
    }
    return tables.get(type)!;
  }
  /** The property was declared as a filter, whatever was picked from or mapped over it. */
  function isFilter(symbol: ts.Symbol | undefined): boolean {
    return symbol !== undefined && [symbol, ...checker.getRootSymbols(symbol)].some((one) => leadsTo(one, DECLARED));
  }
  return {
    holds: (type: ts.Type | undefined, name: string) =>
      !!type && partsOf(type).some((part) => isFilter(part.getProperty(name)) || isTable(part)),
    /** Names of filters, and perhaps a word more. */
    areNames: (type: ts.Type | undefined): boolean => {
      const parts = type ? partsOf(type).filter(({ flags }) => !(flags & ts.TypeFlags.Undefined)) : [];
      const named = parts.filter((part) => part.isStringLiteral() && NAMES.has(part.value));
      return named.length >= MANY || (named.length > 1 && named.length === parts.length);
    },
    /** Words of an address: texts by name. */
    isAddress: (type: ts.Type) =>
      partsOf(type).some((part) => part.symbol?.name === 'URLSearchParams' || isText(part.getStringIndexType())),
  };
}

const isText = (type: ts.Type | undefined) =>
  !!type && partsOf(type).some(({ flags }) => (flags & ts.TypeFlags.String) !== 0);

const textOf = (node: ts.Node) => (ts.isIdentifier(node) || ts.isStringLiteralLike(node) ? node.text : undefined);

/** Filters of a link: `/find?topic=${code}`. */
function addressWords(node: ts.Node): string[] {
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateHead(node) && !ts.isTemplateMiddle(node)) return [];
  const start = ts.isTemplateHead(node) ? /(?:^|[?&])([a-z]+)=/g : /[?&]([a-z]+)=/g;
  return [...node.text.matchAll(start)].map(([, name]) => name ?? '').filter((name) => NAMES.has(name));
}

function namesIn(checker: ts.TypeChecker, file: ts.SourceFile): Set<string> {
  const { holds, areNames, isAddress } = createReader(checker);
  const typeOf = (node: ts.Node) => checker.getTypeAtLocation(node);
  const holdsAny = (type: ts.Type, name: string) => holds(type, name) || isAddress(type);

  function isMember(node: ts.Node, name: string): boolean {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent)) return parent.name === node && holdsAny(typeOf(parent.expression), name);
    if (ts.isBindingElement(parent)) {
      const isKey = (parent.propertyName ?? parent.name) === node && ts.isObjectBindingPattern(parent.parent);
      return isKey && holdsAny(typeOf(parent.parent), name);
    }
    if (!ts.isObjectLiteralElementLike(parent) || parent.name !== node) return false;
    const object = parent.parent as ts.ObjectLiteralExpression;
    return holds(checker.getContextualType(object), name) || holds(typeOf(object), name);
  }

  function isQuoted(node: ts.StringLiteralLike, name: string): boolean {
    const { parent } = node;
    if (ts.isElementAccessExpression(parent)) return holdsAny(typeOf(parent.expression), name);
    if (ts.isLiteralTypeNode(parent)) return isTypeUse(parent, name);
    if (ts.isBinaryExpression(parent)) return areNames(typeOf(parent.left === node ? parent.right : parent.left));
    if (ts.isCaseClause(parent)) return areNames(typeOf(parent.parent.parent.expression));
    if (ts.isArrayLiteralExpression(parent) && parent.elements.length > 1 && parent.elements.map(textOf).every(isNamed))
      return true;
    if (ts.isCallExpression(parent) && isAskedFor(parent, name)) return true;
    // A field of a form.
    if (ts.isPropertyAssignment(parent) && textOf(parent.name) === 'name' && isText(checker.getContextualType(node)))
      return true;
    return areNames(checker.getContextualType(node));
  }

  /** `valuesOf(filters, 'topic')`, `address.get('q')`. */
  function isAskedFor({ expression, arguments: given }: ts.CallExpression, name: string): boolean {
    if (ts.isPropertyAccessExpression(expression) && isAddress(typeOf(expression.expression))) return true;
    return given.some((other) => !ts.isStringLiteralLike(other) && holdsAny(typeOf(other), name));
  }

  /** In `Pick<Filters, 'from'>` and `FilterInput['from']`. */
  function isTypeUse(node: ts.LiteralTypeNode, name: string): boolean {
    const { parent } = node;
    const outer = ts.isUnionTypeNode(parent) ? parent.parent : parent;
    if (ts.isIndexedAccessTypeNode(outer)) return holds(checker.getTypeFromTypeNode(outer.objectType), name);
    const [of, ...others] = (ts.isTypeReferenceNode(outer) && outer.typeArguments) || [];
    if (!of || others.every((other) => other !== parent && other !== node)) return false;
    const type = checker.getTypeFromTypeNode(of);
    return holds(type, name) || areNames(type);
  }

  const found = new Set<string>();
  function walk(node: ts.Node): void {
    const name = textOf(node);
    if (name !== undefined && NAMES.has(name) && !found.has(name)) {
      if (isMember(node, name) || (ts.isStringLiteralLike(node) && isQuoted(node, name))) found.add(name);
    }
    for (const written of addressWords(node)) found.add(written);
    ts.forEachChild(node, walk);
  }
  walk(file);
  return found;
}

/** The filters each file names, by path. */
export function findFilterUses(isCode: (path: string) => boolean): Map<string, Set<string>> {
  const files = ['server/src', 'web/src'].flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((path) => /\.(ts|vue)$/.test(path) && isCode(path)),
  );
  const program = createProgram(files.map((path) => root + path));
  const checker = program.getTypeChecker();
  return new Map(
    files.map((path) => {
      const file = program.getSourceFile(root + path);
      if (!file) throw new Error(`${path} is not in the program`);
      return [path, namesIn(checker, file)];
    }),
  );
}
