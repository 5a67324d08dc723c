/** Runs a script of the tests, bundled with the library, in a process of its own. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** One file below the package's root, as the published library is, so that it finds the addon. */
export async function bundle(name: string): Promise<string> {
  const outfile = `${root}build/test_${name.replaceAll('/', '_')}.mjs`;
  await build({
    absWorkingDir: root,
    entryPoints: [`${root}test/${name}.ts`],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['node-gyp-build'],
    alias: { strided: `${root}lib/index.ts` },
    logLevel: 'error',
  });
  return outfile;
}

/** What the script prints, parsed; an error with its complaint where it does not end well. */
export async function runScript<T>(script: string, ...args: readonly (string | number)[]): Promise<T> {
  const child = spawn(process.execPath, [script, ...args.map(String)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let complaint = '';
  child.stdout.on('data', (text: Buffer) => {
    output += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    complaint += text.toString();
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.on('close', (...ended) => resolve(ended));
  });
  if (code !== 0)
    throw new Error(`${args.join(' ')}: ended with ${code ?? signal}: ${complaint.slice(-2000)}`);
  return JSON.parse(output) as T;
}
