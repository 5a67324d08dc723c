/** What counts as a report of AddressSanitizer: everything but leaks that are not the addon's. */
import { expect, test } from 'vitest';
import { ownReport } from '../../tools/sanitizers/own_reports.mjs';

const head = '\n=================================================================\n';
const leaks = `${head}==7==ERROR: LeakSanitizer: detected memory leaks`;
const pages = `Direct leak of 192 byte(s) in 1 object(s) allocated from:
    #0 0x7f in operator new[](unsigned long) asan_new_delete.cpp:98
    #1 0x11 in v8::internal::Page::AllocateFreeListCategories() (/srv/strided/bin/node+0x11)`;
const block = `Indirect leak of 24 byte(s) in 1 object(s) allocated from:
    #0 0x7f in operator new(unsigned long) asan_new_delete.cpp:95
    #1 0x11 in strided::BlockRegistry::wrap(napi_env__*) /srv/native/binding/block_registry.cc:140`;
const unnamed = `Direct leak of 64 byte(s) in 1 object(s) allocated from:
    #0 0x7f in malloc asan_malloc_linux.cpp:69
    #1 0x11  (/srv/build-asan/build/Release/strided.node+0x11)`;
const collected = `Direct leak of 48 byte(s) in 1 object(s) allocated from:
    #0 0x7f in operator new(unsigned long) asan_new_delete.cpp:95
    #1 0x11 in v8::internal::MemoryAllocator::AllocatePage(v8::internal::Space*) (/srv/bin/node+0x11)
    #2 0x12 in napi_create_external_arraybuffer (/srv/bin/node+0x12)
    #3 0x13 in strided::BlockRegistry::wrap(napi_env__*) /srv/native/binding/block_registry.cc:139`;
const reference = `Direct leak of 40 byte(s) in 1 object(s) allocated from:
    #0 0x7f in operator new(unsigned long) asan_new_delete.cpp:95
    #1 0x11 in napi_create_reference (/srv/bin/node+0x11)
    #2 0x12 in strided::BlockRegistry::wrap(napi_env__*) /srv/native/binding/block_registry.cc:149`;
const sum = 'SUMMARY: AddressSanitizer: 192 byte(s) leaked in 1 allocation(s).\n';
const overrun = `${head}==7==ERROR: AddressSanitizer: use-after-poison on address 0x62\n    #0 0x11 in f (/bin/node+0x11)\n`;

test('leaks of others are none', () => {
  expect(ownReport([leaks, pages, sum].join('\n\n'))).toBe('');
  expect(ownReport([leaks, collected, sum].join('\n\n'))).toBe('');
  expect(ownReport('==9==Running thread 20 was not suspended. False leaks are possible.\n')).toBe('');
  expect(ownReport('\n')).toBe('');
});

test.each([
  ['a frame with its name', block],
  ['a frame with its library alone', unnamed],
  ['through Node-API', reference],
])('leaks of the addon: %s', (_, own) => {
  const report = ownReport([leaks, pages, own, sum].join('\n\n'));
  expect(report).toContain(own);
  expect(report).not.toContain('AllocateFreeListCategories');
});

test('errors count wherever they are', () => {
  expect(ownReport(overrun)).toContain('use-after-poison');
  expect(ownReport(`${overrun}\n${[leaks, pages, sum].join('\n\n')}`)).toContain('use-after-poison');
  const undefinedBehavior = 'sum.cc:12:3: runtime error: signed integer overflow\n';
  expect(ownReport(undefinedBehavior)).toContain('signed integer overflow');
  expect(ownReport(`${undefinedBehavior}\n${[leaks, pages, sum].join('\n\n')}`)).toContain('overflow');
});
