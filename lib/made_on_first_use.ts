/** Objects of classes and functions that an import would make for nothing in most programs. */
import { StridedError } from './errors.js';

interface Namespace<T extends object> {
  /** The names of all that `make` gives, in its order. */
  readonly names: readonly string[];
  readonly make: () => T;
}

/** The object that `make` gives, made by the first look at one of its properties; they are plain properties from then on. */
export function madeOnFirstUse<T extends object>({ names, make }: Namespace<T>): T {
  const namespace = {} as T;
  let made: Record<string, unknown> | undefined;
  const own = (name: string, value: unknown): boolean =>
    Reflect.defineProperty(namespace, name, { value, writable: true, enumerable: true, configurable: true });
  const all = (): Record<string, unknown> => {
    if (made === undefined) {
      made = make() as Record<string, unknown>;
      if (Object.keys(made).join() !== names.join())
        throw new StridedError(
          `strided: a namespace is not what its names say: ${names.join(', ')}`,
          'ERR_INTERNAL',
        );
      // A frozen object keeps its getters.
      for (const name of names) own(name, made[name]);
    }
    return made;
  };
  for (const name of names) {
    Object.defineProperty(namespace, name, {
      get: () => all()[name],
      set(value: unknown) {
        all();
        if (!own(name, value)) throw new TypeError(`Cannot assign to read only property '${name}' of object`);
      },
      enumerable: true,
      configurable: true,
    });
  }
  return namespace;
}
