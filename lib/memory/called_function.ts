/** Which public function is at work: asked where an error is made so far down that nobody has said it. */

/** Where the library's own files are: a bundle is one file, the sources a folder. In CommonJS none is known. */
const own = (import.meta.url as string | undefined) ?? 'unknown:';
const home = own.endsWith('/lib/memory/called_function.ts')
  ? own.slice(0, -'memory/called_function.ts'.length)
  : own;

/** The name of the function of this library that foreign code called; undefined where the stack does not tell. */
export function calledFunction(): string | undefined {
  const { prepareStackTrace, stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = 200;
    Error.prepareStackTrace = (_, sites) => sites;
    const sites = new Error('stack').stack as unknown as readonly NodeJS.CallSite[];
    let name: string | undefined;
    for (const site of sites) {
      const file = site.getFileName();
      if (file === null || file === undefined || file.startsWith('node:')) continue;
      if (!toUrl(file).startsWith(home)) break;
      name = site.getFunctionName() ?? site.getMethodName() ?? name;
    }
    // "NDArray.copy", "get data", "Object.zeros", "var_"
    return name === undefined ? undefined : (/(\w+?)_?$/.exec(name)?.[1] ?? undefined);
  } catch {
    return undefined;
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function toUrl(file: string): string {
  return file.startsWith('file:') ? file : `file://${file}`;
}
