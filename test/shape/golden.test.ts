/** Chains of views against NumPy: shapes, strides, place, flags and elements (tools/golden/views.py). */
import { readFileSync } from 'node:fs';
import * as nd from 'strided';
import { expect, test } from 'vitest';
import { newArray } from '../../lib/call.js';

type Step = readonly [name: string, ...args: unknown[]];
interface Result {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly strides: readonly number[] | null;
  readonly offset: number | null;
  readonly c: boolean;
  readonly f: boolean;
  readonly writeable: boolean;
  readonly sum: number;
}
interface Case {
  readonly dtype: nd.DType;
  readonly shape: readonly number[];
  readonly steps: readonly Step[];
  readonly error?: string;
  readonly result?: Result;
}

const { cases } = JSON.parse(readFileSync(new URL('../golden/views.json', import.meta.url), 'utf8')) as {
  cases: Case[];
};

const dtypeCodes: Readonly<Record<string, number>> = {
  bool: 0,
  int16: 2,
  float64: 11,
  complex64: 12,
  complex128: 13,
};

function rootOf({ dtype, shape }: Case): nd.NDArray {
  const root = newArray([...shape], dtypeCodes[dtype] as number);
  for (let i = 0; i < root.size; i++) {
    const value = dtype.startsWith('complex') ? new nd.Complex(i, i + 1000) : dtype === 'bool' ? i !== 0 : i;
    root.set(value, ...root._unravel(i));
  }
  return root;
}

function apply(a: nd.NDArray, [name, ...args]: Step, asMethod: boolean): nd.NDArray {
  const call = asMethod ? (Reflect.get(a, name) as unknown) : undefined;
  switch (name) {
    case 'T':
    case 'mT':
      return a[name];
    case 'real':
    case 'imag':
      return asMethod ? a[name] : name === 'real' ? nd.real(a) : nd.imag(a);
    case 'slice': {
      const terms = args as (number | string | null)[];
      return asMethod ? a.slice(...terms) : a.slice(terms.map(String).join(', ') || '...');
    }
    case 'reshape': {
      const [shape, order] = args as [number[], 'C'];
      return asMethod ? a.reshape(...shape, { order }) : nd.reshape(a, shape, order);
    }
    case 'diagonal': {
      const [offset, axis1, axis2] = args as [number, number, number];
      return asMethod ? a.diagonal(offset, { axis1, axis2 }) : nd.diagonal(a, { offset, axis1, axis2 });
    }
    case 'asStrided': {
      const [shape, strides] = args as [number[], number[]];
      return nd.asStrided(a, { shape, strides });
    }
    default: {
      if (typeof call === 'function') return call.apply(a, args) as nd.NDArray;
      const named = Reflect.get(nd, name) as ((...all: unknown[]) => nd.NDArray) | undefined;
      return (named ?? (Reflect.get(a, name) as typeof named))?.apply(
        a,
        named ? [a, ...args] : args,
      ) as nd.NDArray;
    }
  }
}

function checksum(a: nd.NDArray): number {
  const flat = [a.toArray()].flat(64) as (number | boolean | nd.Complex)[];
  return flat.reduce((total: number, value, i) => {
    const number = value instanceof nd.Complex ? value.re + 3 * value.im : Number(value);
    return total + ((i % 97) + 1) * number;
  }, 0);
}

function outcome(a: nd.NDArray, root: nd.NDArray): Result {
  const { cContiguous, fContiguous, writeable } = a.flags;
  const shares = nd.sharesMemory(a, root);
  return {
    dtype: a.dtype,
    shape: a.shape,
    strides: a.size === 0 ? null : a.strides,
    offset: shares ? a._offset - root._offset : null,
    c: cContiguous,
    f: fContiguous,
    writeable,
    sum: checksum(a),
  };
}

test.each([true, false])('chains of views are as in NumPy (methods: %s)', (asMethod) => {
  let ran = 0;
  for (const each of cases) {
    const root = rootOf(each);
    const run = () => each.steps.reduce((a, step) => apply(a, step, asMethod), root);
    const what = JSON.stringify([each.dtype, each.shape, each.steps]);
    if (each.error !== undefined) {
      expect(run, what).toThrow(nd.StridedError);
    } else {
      const a = run();
      expect(outcome(a, root), what).toEqual(each.result);
      // A view's base is the owner of the memory, never a view between.
      if (a !== root && a._storage === root._storage) expect(a.base, what).toBe(root);
      expect(a.base?.base ?? null, what).toBe(null);
    }
    ran++;
  }
  expect(ran).toBe(6000);
});
