/**
 * Where an array's bytes are. Views share their base's Storage, so that disposing the base, or moving its bytes, reaches
 * all of them.
 */
import { builtin } from '../builtins.js';
import { MemoryLimitError, type StridedError } from '../errors.js';
import { binding, type Handle, RESULTS, Status, slots } from '../native.js';
import { calledFunction } from './called_function.js';
import { collectAll, noteAllocation, sweepAll } from './collector.js';
import { currentScope } from './scope.js';

const { MAX_LENGTH } = builtin('buffer').constants;
// The global one may have been replaced, by one that returns a number say.
const { setTimeout } = builtin('timers');

/**
 * structuredClone and postMessage refuse symbols, and name this one in their error: cloning an array would copy its whole
 * slab, and give an object that is no array.
 */
const UNCLONEABLE = Symbol('an NDArray (clone a.data, or a.copy() within this thread)');

let regionsMade = 0;

/**
 * A piece of memory that native calls can be handed, and JavaScript's windows onto it. It holds its block: once no one
 * can reach the region any more, its memory is another's. So read `handle` and `block` for the native call last of all,
 * after all that allocates.
 */
export class Region {
  /** Stands first, so that a clone fails before it copies anything. */
  readonly uncloneable = UNCLONEABLE;
  /** Tells one memory from another where own properties are compared, as assert.deepStrictEqual does. */
  readonly serial = ++regionsMade;
  /** Private, so that reports of failed assertions do not list its bytes, a neighbour's or 8 MB of them. */
  #handle: Handle | null;
  /** The native block behind it; -1 where the memory is V8's, the user's or was lent. */
  block: number;
  /** The bytes of that block, at least what was asked for. */
  capacity: number;
  #view: DataView | undefined;
  #bytes: Uint8Array | undefined;

  constructor(handle: Handle | null, block = -1, capacity = 0) {
    this.#handle = handle;
    this.block = block;
    this.capacity = capacity;
  }

  get handle(): Handle | null {
    return this.#handle;
  }

  set handle(handle: Handle | null) {
    this.#handle = handle;
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
const DEAD = new Region(null);

/** Small arrays are cut from a slab, one after another: an ArrayBuffer of their own would cost more than their work. */
class Slab {
  readonly region: Region;
  readonly size: number;
  top = 0;
  constructor(region: Region, size: number) {
    this.region = region;
    this.size = size;
  }
}

const SMALL_BYTES = 512;
const SMALL_SLAB = 32 << 10;
const MEDIUM_BYTES = 16 << 10;
const MEDIUM_SLAB = 256 << 10;
/** Slabs while memory is sparsely used: an array that lives on holds a small one. */
const SPARSE_SLAB = 1 << 10;
/** Under a sanitizer, bytes behind each array that no one may touch; else 0. */
const GUARD_BYTES = binding.guardBytes ?? 0;
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
      if (GUARD_BYTES > 0) guardRoom(region, this.start, 0, end - this.start);
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
      this.region.block = -1;
      this.origin = 'own';
    }
    const handle = this.region.handle as Handle;
    return handle instanceof Uint8Array
      ? { buffer: handle.buffer, byteOffset: handle.byteOffset + this.start }
      : { buffer: handle, byteOffset: this.start };
  }

  /** To memory of V8's own: a neighbour in the slab must not be reachable, and V8 frees its own memory by itself. */
  #moveToOwn(): void {
    // V8 frees it once it collects, and does not know that a collection pays.
    noteAllocation(this.nbytes);
    const moved = ownRegion(this.nbytes);
    moved.bytes.set(this.region.bytes.subarray(this.start, this.start + this.nbytes));
    const { region, start, origin } = this;
    this.region = moved;
    this.start = 0;
    this.origin = 'own';
    this.#slab = null;
    if (origin === 'block') recycle(region, this.nbytes);
    else if (GUARD_BYTES > 0) guardRoom(region, start, 0, slabRoom(this.nbytes));
  }
}

/** Lent blocks come back at the event loop only: past this many bytes, arrays move to V8's memory when lent. */
const LENT_BOUND = 192 << 20;

function mayLendBlock(nbytes: number): boolean {
  // A worker's blocks end with the worker, while another thread may own memory that was lent.
  if (!builtin('worker_threads').isMainThread) return false;
  binding.memoryCounts();
  const lent = slots[RESULTS + 2] as number;
  return lent === 0 || lent + nbytes <= LENT_BOUND;
}

/** Released ArrayBuffers by exact size: the same size is often asked for next, and making one costs over a microsecond. */
const free = new Map<number, Region[]>();
const FREE_BOUND = 160 << 20;
let freeBytes = 0;
let freeBlocks = 0;

function recycle(region: Region, nbytes: number): void {
  scheduleTrim();
  if (freeBytes + region.capacity > FREE_BOUND) flushFree();
  if (region.capacity > FREE_BOUND) {
    binding.release(region.block);
    return;
  }
  freeBytes += region.capacity;
  freeBlocks++;
  const same = free.get(nbytes);
  if (same === undefined) free.set(nbytes, [region]);
  else same.push(region);
}

/** How many sizes a request looks through: beyond that, what lies here is of no use to anybody. */
const SIZES_LOOKED_AT = 64;

/**
 * Hands one released block that is hardly larger than asked for back to the native side, which makes the new ArrayBuffer
 * over it: where sizes change from call to call, memory that is in the cache is used again all the same. False where
 * there is none.
 */
function handBackOne(nbytes: number): boolean {
  if (freeBlocks === 0) return false;
  const most = Math.max(1.25 * nbytes, nbytes + (2 << 20));
  let looked = 0;
  for (const [size, regions] of free) {
    const capacity = regions.at(-1)?.capacity;
    if (capacity === undefined) {
      free.delete(size);
    } else if (capacity >= nbytes && capacity <= most) {
      const region = regions.pop() as Region;
      freeBytes -= region.capacity;
      freeBlocks--;
      binding.release(region.block);
      return true;
    } else if (++looked === SIZES_LOOKED_AT) {
      flushFree();
      return false;
    }
  }
  return false;
}

function flushFree(): void {
  for (const regions of free.values()) {
    for (const region of regions) binding.release(region.block);
  }
  free.clear();
  freeBytes = 0;
  freeBlocks = 0;
}

/** Gives all idle memory back to the system. Returns the bytes. */
export function trimIdle(): number {
  flushFree();
  binding.trim();
  return slots[RESULTS] as number;
}

const IDLE_MILLISECONDS = 5000;
/** Live blocks of so many bytes may come back by themselves and are worth another look. */
const WORTH_WAITING = 16 << 20;
let trimTimer: NodeJS.Timeout | undefined;
let used = false;

/** Idle memory goes back once the event loop has turned for a while without a block made or released. */
function scheduleTrim(): void {
  used = true;
  if (trimTimer !== undefined) return;
  trimTimer = setTimeout(trimWhenIdle, IDLE_MILLISECONDS);
  trimTimer.unref?.();
}

function trimWhenIdle(): void {
  trimTimer = undefined;
  if (used) {
    scheduleTrim();
    used = false;
    return;
  }
  sweepAll();
  trimIdle();
  binding.memoryCounts();
  if ((slots[RESULTS + 1] as number) > WORTH_WAITING) {
    scheduleTrim();
    used = false;
  }
}

/** A request that takes the place of a block just handed back (`replaces`) leaves nothing more to collect. */
function allocateRegion(nbytes: number, zero: boolean, slab: boolean, replaces: boolean): Region {
  scheduleTrim();
  refuseBeyondLimit(nbytes);
  if (!replaces) noteAllocation(nbytes);
  const region = new Region(null);
  let buffer = binding.allocate(nbytes, zero, slab, region);
  if (typeof buffer === 'number') {
    flushFree();
    collectAll();
    buffer = binding.allocate(nbytes, zero, slab, region);
    if (typeof buffer === 'number') throw memoryError(nbytes, buffer);
  }
  region.handle = buffer;
  region.block = slots[RESULTS] as number;
  region.capacity = slots[RESULTS + 1] as number;
  return region;
}

/** Memory of V8's own, which V8 frees by itself. It is all zero. */
function ownRegion(nbytes: number): Region {
  try {
    return new Region(new ArrayBuffer(nbytes));
  } catch {
    throw memoryError(nbytes, Status.outOfMemory);
  }
}

/** Requests of less are not compared with the limit beforehand: the native side does that, once memory is short. */
const WORTH_LOOKING = 1 << 30;

/** Node takes no memory from outside that is longer than its longest Buffer (4 GiB in Node 20): V8 has to make it. */
function allocateHuge(nbytes: number): Region {
  refuseBeyondLimit(nbytes);
  const passesLimit = (): boolean => {
    binding.memoryCounts();
    const held = (slots[RESULTS + 4] as number) + process.memoryUsage().arrayBuffers;
    return held + nbytes > (slots[RESULTS + 5] as number);
  };
  if (passesLimit()) {
    trimIdle();
    collectAll();
    if (passesLimit()) throw memoryError(nbytes, Status.memoryLimit);
  }
  return ownRegion(nbytes);
}

/** What would not fit if all else were gone fails at once: a collection takes tenths of a second, and helps nobody. */
export function refuseBeyondLimit(nbytes: number): void {
  if (nbytes < WORTH_LOOKING) return;
  binding.memoryCounts();
  if (nbytes > (slots[RESULTS + 5] as number)) throw memoryError(nbytes, Status.memoryLimit);
}

function memoryError(nbytes: number, status: number): StridedError {
  binding.memoryCounts();
  const held = slots[RESULTS + 4] as number;
  const limit = slots[RESULTS + 5] as number;
  const why =
    status === Status.memoryLimit
      ? `${held} bytes are held of a limit of ${limit}; free arrays (using, dispose, nd.scope) or raise it with nd.memory.setLimit`
      : `the system has no more; ${held} bytes are held`;
  return new MemoryLimitError(`${calledFunction() ?? 'allocate'}: ${nbytes} bytes were asked for, ${why}`);
}

function slabRoom(nbytes: number): number {
  return ((nbytes + 63) & ~63) + GUARD_BYTES;
}

/** Of this room in a slab an array has the first bytes; a sanitizer reports who touches the rest. */
function guardRoom(region: Region, start: number, nbytes: number, room: number): void {
  if (region.block >= 0) binding.guard(region.block, start, nbytes, room);
}

/** Slabs of so many bytes alive, and what is left of them after a collection is held by too few arrays to trust. */
const SLAB_BOUND = 64 << 20;
let sparse = false;
/** The bytes of sparse slabs still to make before the next look. */
let sparseBytes = 0;

/**
 * One array that lives on holds its whole slab. Where long-lived arrays lie among many that die (one kept in a thousand would
 * hold hundreds of times its own bytes), new slabs are small ones of V8's own, until the others are gone.
 */
function newSlab(size: number, sparseSize: number): Slab {
  if (sparseBytes <= 0) {
    sparse = isSparse();
    if (sparse) sparseBytes = SLAB_BOUND / 2;
  }
  if (sparse) {
    sparseBytes -= sparseSize;
    return new Slab(ownRegion(sparseSize), sparseSize);
  }
  const region = allocateRegion(size, false, true, false);
  if (GUARD_BYTES > 0) guardRoom(region, 0, 0, size);
  return new Slab(region, size);
}

function isSparse(): boolean {
  const slabBytes = (): number => {
    binding.memoryCounts();
    return slots[RESULTS + 6] as number;
  };
  if (slabBytes() < (sparse ? SLAB_BOUND / 2 : SLAB_BOUND)) return false;
  // V8 has collected by itself while it made the memory.
  if (sparse) sweepAll();
  else collectAll();
  return slabBytes() >= SLAB_BOUND / 2;
}

function allocateSmall(nbytes: number): Storage {
  const room = slabRoom(nbytes);
  let slab: Slab;
  if (nbytes <= SMALL_BYTES) {
    if (smallSlab === undefined || smallSlab.top + room > smallSlab.size) {
      smallSlab = newSlab(SMALL_SLAB, SPARSE_SLAB);
    }
    slab = smallSlab;
  } else {
    if (mediumSlab === undefined || mediumSlab.top + room > mediumSlab.size) {
      mediumSlab = newSlab(MEDIUM_SLAB, room);
    }
    slab = mediumSlab;
  }
  const start = slab.top;
  slab.top = start + room;
  if (GUARD_BYTES > 0) guardRoom(slab.region, start, nbytes, room);
  return new Storage(slab.region, start, nbytes, 'slab', slab);
}

/** Memory for a new array, 64-byte aligned; its content is undefined unless `zero`. */
export function allocate(nbytes: number, zero: boolean): Storage {
  let storage: Storage;
  if (nbytes <= MEDIUM_BYTES) {
    storage = allocateSmall(nbytes);
    if (zero) storage.region.bytes.fill(0, storage.start, storage.start + nbytes);
  } else if (nbytes > MAX_LENGTH) {
    storage = new Storage(allocateHuge(nbytes), 0, nbytes, 'own', null);
  } else {
    const region = free.get(nbytes)?.pop();
    if (region === undefined) {
      const replaces = handBackOne(nbytes);
      storage = new Storage(allocateRegion(nbytes, zero, false, replaces), 0, nbytes, 'block', null);
    } else {
      freeBytes -= region.capacity;
      freeBlocks--;
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
  return new Storage(new Region(handle), bytes.start, bytes.nbytes, 'foreign', null);
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
    liveBlocks: at(0) - freeBlocks,
    liveBytes: at(1) - freeBytes,
    lentBytes: at(2),
    idleBytes: at(3) + freeBytes,
    processBytes: at(4),
    limitBytes: at(5),
  };
}
