// Which reports of AddressSanitizer and its LeakSanitizer are about the addon.

const leak = /^\s*(Direct|Indirect) leak of /;
const ownFrame = / in strided::|strided\.node|\/native\/\w+\/[\w/]+\.(cc|h):/;

/** Whether the addon asked for the memory, itself or through Node-API: not V8, for itself, as the addon called it. */
function isOwn(part) {
  const frames = part.split('\n').filter((line) => /^\s*#\d+ /.test(line));
  const own = frames.findIndex((line) => ownFrame.test(line));
  return own >= 0 && !frames.slice(0, own).some((line) => line.includes(' v8::internal::'));
}

/**
 * The report without the leaks that are not the addon's: a process that ends before V8 is taken down leaves V8's pages
 * behind. Empty where nothing else is in it.
 */
export function ownReport(text) {
  const said = text.replace(/^==\d+==Running thread \d+ was not suspended\..*\n?/gm, '');
  if (!said.includes('LeakSanitizer: detected memory leaks')) return said.trim();
  const parts = said.split('\n\n').filter((part) => !leak.test(part) || isOwn(part));
  const errors = said.match(/ERROR: \w+Sanitizer|runtime error:/g) ?? [];
  return errors.length > 1 || parts.some((part) => leak.test(part)) ? parts.join('\n\n').trim() : '';
}
