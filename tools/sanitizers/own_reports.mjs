// Which reports of AddressSanitizer and its LeakSanitizer are about the addon.

const leak = /^\s*(Direct|Indirect) leak of /;
const ownFrame = / in strided::|strided\.node|\/native\/\w+\/[\w/]+\.(cc|h):/;

/**
 * The report without the leaks in whose allocation the addon had no part: a process that ends while its threads still run
 * leaves V8's pages behind. Empty where nothing else is in it.
 */
export function ownReport(text) {
  const said = text.replace(/^==\d+==Running thread \d+ was not suspended\..*\n?/gm, '');
  if (!said.includes('LeakSanitizer: detected memory leaks')) return said.trim();
  const parts = said.split('\n\n').filter((part) => !leak.test(part) || ownFrame.test(part));
  const errors = said.match(/ERROR: \w+Sanitizer|runtime error:/g) ?? [];
  return errors.length > 1 || parts.some((part) => leak.test(part)) ? parts.join('\n\n').trim() : '';
}
