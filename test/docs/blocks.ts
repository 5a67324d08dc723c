/** Finds the examples of the documentation: `@example` blocks of TSDoc, and ts blocks of Markdown. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Example {
  /** Where it stands: "lib/ops/arithmetic.ts:9". */
  readonly place: string;
  readonly code: string;
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

/** The comment's text without its stars. */
function plain(comment: string): string {
  return comment
    .slice(3, -2)
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n');
}

/** The `@example` blocks of a source file. A block ends at the next tag or with the comment. */
export function examplesOfSource(path: string, text: string): Example[] {
  const found: Example[] = [];
  for (const comment of text.matchAll(/\/\*\*(?!\/)[\s\S]*?\*\//g)) {
    const body = plain(comment[0]);
    for (const block of body.matchAll(/^@example\b([\s\S]*?)(?=^@\w|$(?![\s\S]))/gm)) {
      const code = (block[1] as string).replace(/^```\w*$/gm, '').trim();
      const line = lineOf(text, comment.index) + lineOf(body, block.index) - 1;
      found.push({ place: `${path}:${line}`, code });
    }
  }
  return found;
}

/** The fenced ts blocks of a Markdown file; one that only shows something is fenced as `ts no-run`. */
export function examplesOfMarkdown(path: string, text: string): Example[] {
  const blocks = Array.from(text.matchAll(/^```ts\n([\s\S]*?)^```$/gm), (block) => ({
    place: `${path}:${lineOf(text, block.index) + 1}`,
    code: (block[1] as string).trim(),
  }));
  return [...blocks, ...examplesOfTables(path, text, blocks[0]?.code ?? '')];
}

/**
 * The rows of the tables headed `| NumPy | strided | gives |`: the second cell's code gives the third's value. They share
 * the page's first block.
 */
function examplesOfTables(path: string, text: string, shared: string): Example[] {
  const found: Example[] = [];
  let inside = false;
  for (const [i, line] of text.split('\n').entries()) {
    if (line === '| NumPy | strided | gives |') inside = true;
    else if (!line.startsWith('|')) inside = false;
    const cells = /^\| `(.*)` \| `(.*)` \| `(.*)` \|$/.exec(line);
    if (!inside || cells === null) continue;
    const [code, value] = [cells[2], cells[3]].map((cell) => (cell as string).replaceAll('\\|', '|'));
    found.push({ place: `${path}:${i + 1}`, code: `${shared}\n${code} // ${value}` });
  }
  return found;
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
    .sort();
}

export function sourceExamples(): Example[] {
  return filesIn('lib', '.ts').flatMap((path) =>
    examplesOfSource(path, readFileSync(join(root, path), 'utf8')),
  );
}

export function markdownFiles(): string[] {
  const pages = filesIn('docs', '.md').filter((path) => !path.startsWith(join('docs', 'reference')));
  return ['README.md', 'CONTRIBUTING.md', ...pages];
}

export function markdownExamples(): Example[] {
  return markdownFiles().flatMap((path) => examplesOfMarkdown(path, readFileSync(join(root, path), 'utf8')));
}
