// Where filters are used by name, as the type checker sees it: the word `from` of a time span is no filter.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { FILTER_NAMES } from '../../server/src/contract/filter-table.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const ofVueTsc = createRequire(createRequire(`${root}web/package.json`).resolve('vue-tsc'));
const vue = ofVueTsc('@vue/language-core');
const { proxyCreateProgram } = ofVueTsc('@volar/typescript');

const NAMES = new Set(FILTER_NAMES);
/** Where filters are declared: what leads there is one. */
const DECLARED = /\/server\/src\/contract\/(filters|filter-table)\.ts$/;
/** An object that holds this many filters by name holds filters, whatever its type is called. */
const MANY = 8;

/** @type {ts.CompilerOptions} */
const options = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ['node'],
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

/** @param {string[]} rootNames */
function createProgram(rootNames) {
  const create = proxyCreateProgram(ts, ts.createProgram, () => {
    const { vueOptions } = vue.createParsedCommandLineByJson(ts, ts.sys, `${root}web`, {});
    return [vue.createVueLanguagePlugin(ts, options, vueOptions, (id) => id)];
  });
  return create({ rootNames, options, host: ts.createCompilerHost(options) });
}

/** Texts of the product call themselves after filters. */
const TEXTS = /\/(words|texts|messages|later-messages|i18n)\/|\/texts\.ts$/;
const isNamed = (text) => text !== undefined && NAMES.has(text);
const partsOf = (type) => (type.isUnion() ? type.types : [type]);
const leadsTo = (symbol, files) =>
  (symbol?.declarations ?? []).some((declaration) => files.test(declaration.getSourceFile().fileName));

/** @param {ts.TypeChecker} checker */
function createReader(checker) {
  /** @type {Map<ts.Type, boolean>} */
  const tables = new Map();
  /** An object with many filters by name, be it of another type. */
  function isTable(type) {
    if (!tables.has(type)) {
      const named = checker.getPropertiesOfType(type).filter(({ name }) => NAMES.has(name));
      tables.set(type, named.length >= MANY && !named.some((property) => leadsTo(property, TEXTS)));
    }
    return tables.get(type);
  }
  /** The property was declared as a filter, whatever was picked from or mapped over it. */
  function isFilter(symbol) {
    return symbol !== undefined && [symbol, ...checker.getRootSymbols(symbol)].some((one) => leadsTo(one, DECLARED));
  }
  return {
    /** @param {ts.Type | undefined} type */
    holds: (type, name) => !!type && partsOf(type).some((part) => isFilter(part.getProperty(name)) || isTable(part)),
    /** Names of filters, and perhaps a word more. @param {ts.Type | undefined} type */
    areNames(type) {
      const parts = type ? partsOf(type).filter(({ flags }) => !(flags & ts.TypeFlags.Undefined)) : [];
      const named = parts.filter((part) => part.isStringLiteral() && NAMES.has(part.value));
      return named.length >= MANY || (named.length > 1 && named.length === parts.length);
    },
    /** Words of an address. @param {ts.Type} type */
    isAddress: (type) =>
      partsOf(type).some(({ aliasSymbol, symbol }) => ADDRESSES.has((aliasSymbol ?? symbol)?.name ?? '')),
  };
}
const ADDRESSES = new Set(['Raw', 'URLSearchParams', 'LocationQuery']);

/** @param {ts.Node} node */
const textOf = (node) => (ts.isIdentifier(node) || ts.isStringLiteralLike(node) ? node.text : undefined);

/**
 * @param {ts.TypeChecker} checker
 * @param {ts.SourceFile} file
 */
function namesIn(checker, file) {
  const { holds, areNames, isAddress } = createReader(checker);
  const typeOf = (node) => checker.getTypeAtLocation(node);
  const holdsAny = (type, name) => holds(type, name) || isAddress(type);

  /** @param {ts.Node} node */
  function isMember(node, name) {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent)) return parent.name === node && holdsAny(typeOf(parent.expression), name);
    if (ts.isBindingElement(parent)) {
      const isKey = (parent.propertyName ?? parent.name) === node && ts.isObjectBindingPattern(parent.parent);
      return isKey && holdsAny(typeOf(parent.parent), name);
    }
    if (!ts.isObjectLiteralElementLike(parent) || parent.name !== node) return false;
    const object = /** @type {ts.ObjectLiteralExpression} */ (parent.parent);
    return holds(checker.getContextualType(object), name) || holds(typeOf(object), name);
  }

  /** @param {ts.StringLiteralLike} node */
  function isQuoted(node, name) {
    const { parent } = node;
    if (ts.isElementAccessExpression(parent)) return holdsAny(typeOf(parent.expression), name);
    if (ts.isLiteralTypeNode(parent)) return isTypeUse(parent, name);
    if (ts.isBinaryExpression(parent)) return areNames(typeOf(parent.left === node ? parent.right : parent.left));
    if (ts.isCaseClause(parent)) return areNames(typeOf(parent.parent.parent.expression));
    if (ts.isArrayLiteralExpression(parent) && parent.elements.length > 1 && parent.elements.map(textOf).every(isNamed))
      return true;
    if (ts.isCallExpression(parent) && isAskedFor(parent, name)) return true;
    // A field of a form.
    if (ts.isPropertyAssignment(parent) && textOf(parent.name) === 'name' && isText(node)) return true;
    return areNames(checker.getContextualType(node));
  }
  const isText = (node) => ((checker.getContextualType(node)?.flags ?? 0) & ts.TypeFlags.String) !== 0;

  /** `valuesOf(filters, 'topic')`, `address.get('q')`. @param {ts.CallExpression} call */
  function isAskedFor({ expression, arguments: given }, name) {
    if (ts.isPropertyAccessExpression(expression) && isAddress(typeOf(expression.expression))) return true;
    return given.some((other) => !ts.isStringLiteralLike(other) && holdsAny(typeOf(other), name));
  }

  /** In `Pick<Filters, 'from'>` and `FilterInput['from']`. @param {ts.LiteralTypeNode} node */
  function isTypeUse({ parent }, name) {
    const outer = ts.isUnionTypeNode(parent) ? parent.parent : parent;
    if (ts.isIndexedAccessTypeNode(outer)) return holds(checker.getTypeFromTypeNode(outer.objectType), name);
    const picked = ts.isTypeReferenceNode(outer) && outer.typeArguments?.[0];
    return (
      !!picked && (holds(checker.getTypeFromTypeNode(picked), name) || areNames(checker.getTypeFromTypeNode(picked)))
    );
  }

  /** @type {Set<string>} */
  const found = new Set();
  /** @param {ts.Node} node */
  function walk(node) {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node))
      for (const [, name] of node.text.matchAll(/(?:^|[?&])([a-z]+)=/g)) if (NAMES.has(name)) found.add(name);
    const name = textOf(node);
    if (
      isNamed(name) &&
      !found.has(name) &&
      (isMember(node, name) || (ts.isStringLiteralLike(node) && isQuoted(node, name)))
    )
      (found.add(name), globalThis.trace?.(file, name, node));
    ts.forEachChild(node, walk);
  }
  walk(file);
  return found;
}

/**
 * The filters each file names, by path.
 * @param {(path: string) => boolean} isCode
 * @returns {Map<string, Set<string>>}
 */
export function findFilterUses(isCode) {
  const files = ['server/src', 'web/src', 'seed/src', 'tiles/src'].flatMap((folder) =>
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
