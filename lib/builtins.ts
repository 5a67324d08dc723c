/** Node's own modules that few calls need: the first of them loads one, where an import would pay for all. */
import { createRequire } from 'node:module';

interface Builtins {
  v8: typeof import('node:v8');
  vm: typeof import('node:vm');
  worker_threads: typeof import('node:worker_threads');
  zlib: typeof import('node:zlib');
}

/** Node's module of this name; Node keeps it, so asking again costs little. */
export function builtin<Name extends keyof Builtins>(name: Name): Builtins[Name] {
  const id = `node:${name}`;
  // Node 20.16 and later have it without a require.
  const { getBuiltinModule } = process as { getBuiltinModule?: (id: string) => unknown };
  return (getBuiltinModule?.(id) ?? createRequire(import.meta.url)(id)) as Builtins[Name];
}
