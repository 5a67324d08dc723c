/** The links of the Markdown files lead somewhere. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { markdownFiles, root } from './blocks.js';

/** Written by `npm run bench -- --publish`. */
const measured = join('docs', 'benchmarks.md');

it('links between the pages', () => {
  const links = markdownFiles().flatMap((path) =>
    Array.from(readFileSync(join(root, path), 'utf8').matchAll(/\]\((?!\w+:)([^)#]+)/g), (match) => ({
      path,
      target: join(dirname(path), match[1] as string),
    })),
  );
  expect(links.filter(({ target }) => target !== measured && !existsSync(join(root, target)))).toEqual([]);
  expect(links.length).toBeGreaterThanOrEqual(8);
});
