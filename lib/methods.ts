/** Installs the methods of the families on NDArray, and types them. Families import this file, never the reverse at run time. */
import { NDArray } from './ndarray.js';

/** What NDArray carries besides its own members. Each family adds its interface here. */
export type InstalledMethods = {};

type Method = (this: NDArray, ...args: never[]) => unknown;

/** Puts methods on the class; the family functions take the array first. */
export function installMethods(methods: Readonly<Record<string, Method>>): void {
  for (const [name, method] of Object.entries(methods)) {
    Object.defineProperty(NDArray.prototype, name, { value: method, writable: true, configurable: true });
  }
}
