/** Node's own modules that few calls need: the first of them loads one, where an import would pay for all. */
import { createRequire } from 'node:module';

interface Builtins {
  v8: typeof import('node:v8');
  vm: typeof import('node:vm');
  worker_threads: typeof import('node:worker_threads');
  zlib: typeof import('node:zlib');
}

const loaded: Partial<Builtins> = {};

/** Node's module of this name. */
export function builtin<Name extends keyof Builtins>(name: Name): Builtins[Name] {
  const known = loaded[name];
  if (known !== undefined) return known;
  const module = load(name) as Builtins[Name];
  loaded[name] = module;
  return module;
}

/** By Node's own way since 20.16, by a require before. */
export function load(name: keyof Builtins): unknown {
  const id = `node:${name}`;
  const { getBuiltinModule } = process as { getBuiltinModule?: (id: string) => unknown };
  return getBuiltinModule?.(id) ?? createRequire(import.meta.url)(id);
}
