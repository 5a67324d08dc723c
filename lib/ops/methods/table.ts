/** Methods of universal functions: which there are. What they do is filled in by methods/index.ts, once all is loaded. */
import type { Loops } from '../loops.js';

/** What the methods need to know of an operation. */
export interface UfuncCore {
  /** The public name, for messages. */
  readonly name: string;
  /** NumPy's name. */
  readonly kernel: string;
  readonly record: {
    readonly rule: string;
    readonly identity?: number | boolean | undefined;
  };
  readonly loops: Loops;
  readonly nin: number;
  readonly nout: number;
}

export const methodNames = ['reduce', 'accumulate', 'reduceat', 'outer', 'at'] as const;
export type MethodName = (typeof methodNames)[number];
type Method = (core: UfuncCore, call: AnyCall, args: readonly unknown[]) => unknown;
export type AnyCall = (...args: unknown[]) => unknown;

export const methodTable: Partial<Record<MethodName, Method>> = {};

/** A method of one universal function. */
export function boundMethod(name: MethodName, core: UfuncCore, call: AnyCall): AnyCall {
  const method = (...args: unknown[]): unknown => (methodTable[name] as Method)(core, call, args);
  return Object.defineProperty(method, 'name', { value: `${core.name}.${name}` });
}
