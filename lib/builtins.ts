/**
 * Node's own modules, each loaded by the first call that needs it. Never import one: the import of the first name of
 * `node:fs` alone takes 2 ms, as it loads streams too.
 */
import { createRequire } from 'node:module';

interface Builtins {
  buffer: typeof import('node:buffer');
  fs: typeof import('node:fs');
  path: typeof import('node:path');
  timers: typeof import('node:timers');
  url: typeof import('node:url');
  util: typeof import('node:util');
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
