/**
 * Where an array's bytes are. Views share their base's Storage, so that disposing the base, or moving its bytes, reaches
 * all of them.
 */
import { isMainThread } from 'node:worker_threads';
import { MemoryLimitError, type StridedError } from '../errors.js';
import { binding, type Handle, RESULTS, Status, slots } from '../native.js';
import { collectAll, noteAllocation } from './collector.js';
import { currentScope } from './scope.js';

/** A piece of memory that native calls can be handed, and JavaScript's windows onto it. */
export class Region {
  readonly handle: Handle | null;
  /** The native block behind it; -1 where the memory is V8's or the user's. */
  readonly block: number;
  #view: DataView | undefined;
  #bytes: Uint8Array | undefined;

  constructor(handle: Handle | null, block: number) {
    this.handle = handle;
    this.block = block;
  }

  get view(): DataView {
    if (this.#view === undefined) {
      const { buffer, byteOffset, byteLength } = windowOf(this.handle as Handle);
      this.#view = new DataView(buffer, byteOffset, byteLength);
    }
    return this.#view;
  }

  get bytes(): Uint8Array {
    if (this.#bytes === undefined) {
      const { buffer, byteOffset, byteLength } = windowOf(this.handle as Handle);
      this.#bytes = new Uint8Array(buffer, byteOffset, byteLength);
    }
    return this.#bytes;
  }
}

function windowOf(handle: Handle): { buffer: ArrayBufferLike; byteOffset: number; byteLength: number } {
  return handle instanceof Uint8Array
    ? handle
    : { buffer: handle, byteOffset: 0, byteLength: handle.byteLength };
}

/** What a disposed storage points to: native calls refuse it, and so does every read. */
const DEAD = new Region(null, -1);

/** Small arrays are cut from a slab, one after another: an ArrayBuffer of their own would cost more than their work. */
class Slab {
  readonly region: Region;
  readonly size: number;
  top = 0;
  constructor(size: number) {
    this.region = allocateRegion(size, false);
    this.size = size;
  }
}

const SMALL_BYTES = 512;
const SMALL_SLAB = 32 << 10;
const MEDIUM_BYTES = 16 << 10;
const MEDIUM_SLAB = 256 << 10;
let smallSlab: Slab | undefined;
let mediumSlab: Slab | undefined;

type Origin = 'slab' | 'block' | 'own' | 'foreign';

export class Storage {
  region: Region;
  /** Where the storage begins in the region. */
  start: number;
  readonly nbytes: number;
  origin: Origin;
  #slab: Slab | null;

  constructor(region: Region, start: number, nbytes: number, origin: Origin, slab: Slab | null) {
    this.region = region;
    this.start = start;
    this.nbytes = nbytes;
    this.origin = origin;
    this.#slab = slab;
  }

  get disposed(): boolean {
    return this.region === DEAD;
  }

  /** Gives the bytes back; every array over them is then disposed. Memory the user has seen only loses our hold. */
  dispose(): void {
    const { region } = this;
    if (region === DEAD) return;
    this.region = DEAD;
    if (this.origin === 'block') {
      recycle(region, this.nbytes);
    } else if (this.#slab !== null) {
      // The last array cut from a slab can be undone; others wait for the whole slab.
      const end = this.start + slabRoom(this.nbytes);
      if (this.#slab.top === end) this.#slab.top = this.start;
      this.#slab = null;
    }
  }

  /**
   * The memory as an ArrayBuffer for the user to keep. From here on only its finalizer frees it: the user may move it
   * (transfer, stream reads) to an ArrayBuffer we cannot see.
   */
  lend(): { buffer: ArrayBufferLike; byteOffset: number } {
    if (this.origin === 'slab' || (this.origin === 'block' && !mayLendBlock(this.nbytes))) this.#moveToOwn();
    if (this.origin === 'block') {
      binding.lend(this.region.block);
      this.origin = 'own';
    }
    const handle = this.region.handle as Handle;
    return handle instanceof Uint8Array
      ? { buffer: handle.buffer, byteOffset: handle.byteOffset + this.start }
      : { buffer: handle, byteOffset: this.start };
  }

  /** To memory of V8's own: a neighbour in the slab must not be reachable, and V8 frees its own memory by itself. */
  #moveToOwn(): void {
    const buffer = new ArrayBuffer(this.nbytes);
    new Uint8Array(buffer).set(this.region.bytes.subarray(this.start, this.start + this.nbytes));
    const { region, origin } = this;
    this.region = new Region(buffer, -1);
    this.start = 0;
    this.origin = 'own';
    this.#slab = null;
    if (origin === 'block') recycle(region, this.nbytes);
  }
}

/** Lent blocks come back at the event loop only: past this many bytes, arrays move to V8's memory when lent. */
const LENT_BOUND = 256 << 20;

function mayLendBlock(nbytes: number): boolean {
  // A worker's blocks end with the worker, while another thread may own memory that was lent.
  if (!isMainThread) return false;
  binding.memoryCounts();
  return (slots[RESULTS + 2] as number) + nbytes <= LENT_BOUND;
}

/** Released ArrayBuffers by exact size: the same size is often asked for next, and making one costs over a microsecond. */
const free = new Map<number, Region[]>();
const FREE_BOUND = 192 << 20;
let freeBytes = 0;

function recycle(region: Region, nbytes: number): void {
  if (freeBytes + nbytes > FREE_BOUND) flushFree();
  if (nbytes > FREE_BOUND) {
    binding.release(region.block);
    return;
  }
  freeBytes += nbytes;
  const same = free.get(nbytes);
  if (same === undefined) free.set(nbytes, [region]);
  else same.push(region);
  scheduleTrim();
}

function flushFree(): void {
  for (const regions of free.values()) {
    for (const region of regions) binding.release(region.block);
  }
  free.clear();
  freeBytes = 0;
}

/** Gives all idle memory back to the system. Returns the bytes. */
export function trimIdle(): number {
  flushFree();
  binding.trim();
  return slots[RESULTS] as number;
}

const IDLE_MILLISECONDS = 5000;
let trimTimer: NodeJS.Timeout | undefined;

/** Idle memory goes back once the event loop has turned for a while without a release. */
function scheduleTrim(): void {
  if (trimTimer === undefined) {
    trimTimer = setTimeout(() => {
      trimTimer = undefined;
      trimIdle();
    }, IDLE_MILLISECONDS);
    trimTimer.unref();
  }
}

function allocateRegion(nbytes: number, zero: boolean): Region {
  noteAllocation(nbytes);
  let buffer = binding.allocate(nbytes, zero);
  if (typeof buffer === 'number') {
    flushFree();
    collectAll();
    buffer = binding.allocate(nbytes, zero);
    if (typeof buffer === 'number') throw memoryError(nbytes, buffer);
  }
  return new Region(buffer, slots[RESULTS] as number);
}

function memoryError(nbytes: number, status: number): StridedError {
  binding.memoryCounts();
  const held = slots[RESULTS + 4] as number;
  const limit = slots[RESULTS + 5] as number;
  const why =
    status === Status.memoryLimit
      ? `${held} bytes are held of a limit of ${limit}; free arrays (using, dispose, nd.scope) or raise it with nd.memory.setLimit`
      : `the system has no more; ${held} bytes are held`;
  return new MemoryLimitError(`allocate: ${nbytes} bytes were asked for, ${why}`);
}

function slabRoom(nbytes: number): number {
  return (nbytes + 63) & ~63;
}

function allocateSmall(nbytes: number): Storage {
  const room = slabRoom(nbytes);
  let slab: Slab;
  if (nbytes <= SMALL_BYTES) {
    if (smallSlab === undefined || smallSlab.top + room > SMALL_SLAB) smallSlab = new Slab(SMALL_SLAB);
    slab = smallSlab;
  } else {
    if (mediumSlab === undefined || mediumSlab.top + room > MEDIUM_SLAB) mediumSlab = new Slab(MEDIUM_SLAB);
    slab = mediumSlab;
  }
  const start = slab.top;
  slab.top = start + room;
  return new Storage(slab.region, start, nbytes, 'slab', slab);
}

/** Memory for a new array, 64-byte aligned; its content is undefined unless `zero`. */
export function allocate(nbytes: number, zero: boolean): Storage {
  let storage: Storage;
  if (nbytes <= MEDIUM_BYTES) {
    storage = allocateSmall(nbytes);
    if (zero) storage.region.bytes.fill(0, storage.start, storage.start + nbytes);
  } else {
    const region = free.get(nbytes)?.pop();
    if (region === undefined) {
      storage = new Storage(allocateRegion(nbytes, zero), 0, nbytes, 'block', null);
    } else {
      freeBytes -= nbytes;
      storage = new Storage(region, 0, nbytes, 'block', null);
      if (zero) region.bytes.fill(0);
    }
  }
  if (currentScope !== null) currentScope.add(storage);
  return storage;
}

/** The user's memory, shared and kept alive. */
export function foreignStorage(source: ArrayBufferLike | ArrayBufferView): Storage {
  const bytes = ArrayBuffer.isView(source)
    ? { buffer: source.buffer, start: source.byteOffset, nbytes: source.byteLength }
    : { buffer: source, start: 0, nbytes: source.byteLength };
  const handle: Handle = bytes.buffer instanceof ArrayBuffer ? bytes.buffer : new Uint8Array(bytes.buffer);
  return new Storage(new Region(handle, -1), bytes.start, bytes.nbytes, 'foreign', null);
}

export interface MemoryStats {
  /** Blocks that arrays hold, or that wait to be collected. */
  readonly liveBlocks: number;
  readonly liveBytes: number;
  /** Of these, bytes whose memory the user has been handed. */
  readonly lentBytes: number;
  /** Kept for the next arrays; `trim()` gives them back to the system. */
  readonly idleBytes: number;
  /** All memory of the process's arrays, other threads' included, and the limit it is held to. */
  readonly processBytes: number;
  readonly limitBytes: number;
}

export function memoryStats(): MemoryStats {
  binding.memoryCounts();
  const at = (i: number): number => slots[RESULTS + i] as number;
  return {
    liveBlocks: at(0),
    liveBytes: at(1) - freeBytes,
    lentBytes: at(2),
    idleBytes: at(3) + freeBytes,
    processBytes: at(4),
    limitBytes: at(5),
  };
}
