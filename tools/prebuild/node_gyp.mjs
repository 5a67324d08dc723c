#!/usr/bin/env node
// prebuildify drives node-gyp; this stands in for it: whatever the arguments, it builds the addon through cmake-js into
// build/Release, from where prebuildify takes the binary and the shared libraries beside it.
import { buildNative } from '../build_native.mjs';

await buildNative();
