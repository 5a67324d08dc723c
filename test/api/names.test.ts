/** The API's list of names: each is there, wants the parameters it says, and knows the options it says. */
import { describe, expect, it } from 'vitest';
import * as nd from '../../lib/index.js';
import names from './names.json' with { type: 'json' };
import { sample } from './samples.js';

interface Signature {
  readonly name: string;
  readonly required?: readonly string[];
  readonly variadic?: boolean;
  readonly options?: Readonly<Record<string, string | null>>;
}
type AnyFunction = (...args: unknown[]) => unknown;

const rng = nd.random.defaultRng(1);
const last = (name: string): string => name.slice(name.indexOf('.') + 1);
const member = (object: object, name: string): unknown => (object as Record<string, unknown>)[name];

function generatorMethod(name: string): AnyFunction | undefined {
  const method = member(rng, last(name));
  return typeof method === 'function' ? (...args) => method.apply(rng, args) as unknown : undefined;
}

const groups: readonly [string, readonly Signature[], (name: string) => unknown][] = [
  ['main', names.functions as readonly Signature[], (name) => member(nd, name)],
  ['linalg', names.linalg as readonly Signature[], (name) => member(nd.linalg, last(name))],
  ['fft', names.fft as readonly Signature[], (name) => member(nd.fft, last(name))],
  ['Generator', names.generator as readonly Signature[], generatorMethod],
  [
    'lib.strideTricks',
    names.strideTricks as readonly Signature[],
    (name) => member(nd.lib.strideTricks, name),
  ],
];
const functions = groups.flatMap(([, list, find]) =>
  list.map((signature) => [signature.name, signature, find(signature.name) as AnyFunction] as const),
);

/** Functions whose parameters have a form of their own: see the documentation of each. */
const ownForm: ReadonlySet<string> = new Set([
  'arange',
  'clip',
  'einsum',
  'einsumPath',
  'fromfunction',
  'isscalar',
  'piecewise',
  'printoptions',
  'setPrintoptions',
  'where',
]);

/** Options that make no sense here, and why: */
const leftOut: Readonly<Record<string, readonly string[]>> = {
  // the list's own end of what NumPy allows,
  array: ['ndmax'],
  // versions of NumPy that were,
  array2string: ['legacy'],
  setPrintoptions: ['legacy', 'overrideRepr'],
  // fields of structured dtypes,
  argpartition: ['order'],
  argsort: ['order'],
  partition: ['order'],
  sort: ['order'],
  // and Python's pickles.
  load: ['fixImports', 'encoding'],
};

function thrown(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('the names', () => {
  it('are as many as there were', () => {
    expect(names.ufuncs.length).toBeGreaterThanOrEqual(89);
    expect(functions.length).toBeGreaterThanOrEqual(330);
    expect(names.members.length).toBeGreaterThanOrEqual(60);
  });

  it('of functions are all there', () => {
    const missing = functions.filter(([, , f]) => typeof f !== 'function').map(([name]) => name);
    expect(missing).toEqual([]);
  });

  it('of universal functions are all there, with their operands and methods', () => {
    for (const { name, nin, nout, aliases } of names.ufuncs) {
      const ufunc = member(nd, name) as nd.Ufunc;
      expect(typeof ufunc, name).toBe('function');
      expect([ufunc.nin, ufunc.nout], name).toEqual([nin, nout]);
      for (const alias of aliases) expect(member(nd, alias), alias).toBe(ufunc);
      for (const method of ['reduce', 'accumulate', 'reduceat', 'outer', 'at']) {
        expect(typeof member(ufunc, method), `${name}.${method}`).toBe('function');
      }
    }
  });

  it('of objects, classes and constants are all there', () => {
    const missing = names.objects.filter((name) => !(name in nd));
    expect(missing).toEqual([]);
    for (const { name } of names.random) expect(typeof member(nd.random, last(name)), name).toBe('function');
    for (const { name } of names.polynomial)
      expect(typeof member(nd.polynomial, last(name)), name).toBe('function');
  });

  it('of members of an array are all there', () => {
    const a = nd.zeros([2, 2]);
    expect(names.members.filter((name) => !(name in a))).toEqual([]);
  });
});

describe('required parameters', () => {
  const requiring = functions.filter(
    ([name, { required = [] }]) => required.length > 0 && !ownForm.has(name),
  );

  it.each(requiring)('%s refuses to do without', (name, { required = [] }, f) => {
    expect(
      thrown(() => f()),
      `${name}()`,
    ).toBeInstanceOf(nd.StridedError);
    for (let count = 1; count < required.length; count++) {
      const some = required.slice(0, count);
      const call = (): unknown => f(...some.map((parameter) => sample(name, parameter)));
      expect(thrown(call), `${name}(${some.join(', ')})`).toBeInstanceOf(nd.StridedError);
    }
  });
});

describe('options', () => {
  it.each(functions.filter(([name]) => !ownForm.has(name)))(
    '%s knows its own, and no others',
    (name, signature, f) => {
      const required = (signature.required ?? []).map((parameter) => sample(name, parameter));
      const error = thrown(() => f(...required, { noSuchOption: 1 }));
      // What goes on with any number of arguments may take the object for one.
      if (signature.variadic === true && error === undefined) return;
      expect(error).toBeInstanceOf(nd.StridedError);
      const { message } = error as Error;
      if (signature.variadic === true && !message.includes('noSuchOption')) return;
      expect(message).toContain("unknown option 'noSuchOption'");
      const known = /the options are (.*)$/.exec(message)?.[1]?.split(', ') ?? [];
      const wanted = Object.keys(signature.options ?? {}).filter(
        (option) => !leftOut[name]?.includes(option),
      );
      expect(known).toEqual(expect.arrayContaining(wanted));
    },
  );

  it.each(functions.filter(([name, { variadic }]) => variadic !== true && !ownForm.has(name)))(
    '%s takes no arguments behind them',
    (name, signature, f) => {
      const required = (signature.required ?? []).map((parameter) => sample(name, parameter));
      const error = thrown(() => f(...required, undefined, undefined, 'surplus', 'surplus', 'surplus'));
      expect(error).toBeInstanceOf(nd.StridedError);
    },
  );
});
