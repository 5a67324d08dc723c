/** The arrays made inside the running `nd.scope`. */
import type { Storage } from './storage.js';

/** What one scope has made; scopes nest, and an inner one's survivors belong to the outer one. */
export class Scope {
  readonly parent: Scope | null;
  readonly storages = new Set<Storage>();
  constructor(parent: Scope | null) {
    this.parent = parent;
  }
  add(storage: Storage): void {
    this.storages.add(storage);
  }
}

export let currentScope: Scope | null = null;

export function enterScope(): Scope {
  currentScope = new Scope(currentScope);
  return currentScope;
}

/** Leaves `scope`: everything it made but `kept` is disposed; `kept` passes to the scope around it. */
export function leaveScope(scope: Scope, kept: ReadonlySet<Storage>): void {
  currentScope = scope.parent;
  for (const storage of scope.storages) {
    if (!kept.has(storage)) storage.dispose();
    else scope.parent?.add(storage);
  }
}
