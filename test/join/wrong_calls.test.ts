/** Wrong calls of joining, splitting, padding and editing: the typed error, and what it says. */
import * as nd from 'strided';
import { expect, test } from 'vitest';

const a = nd.arange(6).reshape(2, 3);
const loose = nd as unknown as Record<string, (...args: unknown[]) => unknown>;
const call = (name: string, ...args: unknown[]): unknown => loose[name]?.(...args);
const gone = nd.zeros(3);
gone.dispose();
const { ShapeError, AxisError, IndexError, DTypeError, StridedError, DisposedError } = nd;

type Wrong = [what: string, run: () => unknown, kind: new (...args: never[]) => Error, message: RegExp];
const wrong: Wrong[] = [
  ['no arrays', () => nd.concatenate([]), ShapeError, /^concatenate: at least one array is needed$/],
  ['no list', () => call('concatenate', 5), StridedError, /concatenate: a list of arrays is needed, not 5/],
  ['undefined', () => call('stack'), StridedError, /stack: a list of arrays is needed/],
  [
    'ranks',
    () => nd.concatenate([a, a.slice(0)]),
    ShapeError,
    /array 0 has 2 \(shape \(2,3\)\) and array 1 has 1 \(shape \(3,\)\)/,
  ],
  ['lengths', () => nd.concatenate([a, a.T]), ShapeError, /along axis 1 array 0 has 3 .* array 1 has 2/],
  ['axis', () => nd.concatenate([a, a], 2), AxisError, /concatenate: axis 2 is out of bounds/],
  ['0-d', () => nd.concatenate([nd.array(1), nd.array(2)]), ShapeError, /0-d arrays have no axis/],
  [
    'out and dtype',
    () => nd.concatenate([a, a], { out: a, dtype: 'int8' }),
    StridedError,
    /either out or dtype/,
  ],
  [
    'out shape',
    () => nd.concatenate([a, a], { out: a }),
    ShapeError,
    /out has shape \(2,3\), the result has \(4,3\)/,
  ],
  [
    'out dtype',
    () => nd.concatenate([a, a], { out: nd.zeros([4, 3], 'int32') }),
    DTypeError,
    /float64 cannot be cast to int32 by the rule 'same_kind'/,
  ],
  ['out read-only', () => nd.stack([1, 2], { out: nd.broadcastTo(1, [2]) }), StridedError, /read-only/],
  ['option', () => call('concatenate', [a], { axes: 0 }), StridedError, /unknown option 'axes'/],
  [
    'fraction beside integers',
    () => nd.hstack([nd.zeros(2, 'int8'), 0.5]),
    DTypeError,
    /0.5 would change the dtype/,
  ],
  ['disposed', () => nd.concatenate([a, gone as never]), DisposedError, /concatenate/],
  ['stack shapes', () => nd.stack([a, a.T]), ShapeError, /stack: all arrays must have one shape/],
  ['stack axis', () => nd.stack([a, a], 3), AxisError, /stack: axis 3 is out of bounds/],
  ['block depth', () => nd.block([[a], a]), ShapeError, /block: lists are nested to different depths/],
  ['block empty', () => nd.block([]), ShapeError, /block: the list at arrays is empty/],
  ['split uneven', () => nd.split(a, 2, 1), ShapeError, /split: axis 1 of shape \(2,3\) .* use arraySplit/],
  ['split zero', () => nd.arraySplit(a, 0), ShapeError, /the number of sections must be 1 or more/],
  ['split fraction', () => nd.split(a, 1.5), IndexError, /must be an integer, not 1.5/],
  ['vsplit', () => nd.vsplit([1, 2], 2), ShapeError, /vsplit: an array of 2 axes or more/],
  ['unstack', () => nd.unstack(1), AxisError, /unstack: a 0-d array/],
  ['tile', () => nd.tile(a, -1), ShapeError, /tile: dimensions are integers of 0 or more/],
  ['tile huge', () => nd.tile(a, 2 ** 50), ShapeError, /too many elements/],
  ['repeat negative', () => nd.repeat(a, -1), ShapeError, /repeats may not be negative, and -1 is/],
  [
    'repeat counts',
    () => nd.repeat(a, [1, 2], 1),
    ShapeError,
    /2 counts were given for 3 elements along axis 1/,
  ],
  ['repeat fraction', () => nd.repeat(a, [1, 1.5, 1], 1), IndexError, /repeats must be integers/],
  ['repeat huge', () => nd.repeat(a, 2 ** 50), ShapeError, /too many elements/],
  ['repeat in counts', () => nd.repeat(a, [1, -2, 1], 1), ShapeError, /-2/],
  ['resize', () => nd.resize(a, -1), ShapeError, /0 or more/],
  ['resize view', () => a.resize(2, 2), StridedError, /resize: the array does not own its memory/],
  ['roll', () => nd.roll(a, [1, 2], [0, 1, 0]), ShapeError, /2 shifts were given for 3 axes/],
  ['roll fraction', () => nd.roll(a, 0.5), IndexError, /shift must be an integer/],
  ['flip axis', () => nd.flip(a, 2), AxisError, /flip: axis 2 is out of bounds/],
  ['fliplr', () => nd.fliplr([1, 2]), ShapeError, /fliplr: an array of 2 axes or more/],
  ['rot90 axes', () => nd.rot90(a, { axes: [0, 0] }), AxisError, /twice/],
  ['delete bounds', () => nd.delete(a, 6), IndexError, /index 6 is out of bounds for axis 0 with size 6/],
  ['delete mask', () => nd.delete(a, [true, false]), ShapeError, /a mask must have one axis of 6 elements/],
  ['delete fraction', () => nd.delete(a, 0.5), IndexError, /must be an integer/],
  ['delete string', () => nd.delete(a, 'x'), IndexError, /delete/],
  ['append surplus', () => call('append', [1], [2], 0, 5), StridedError, /^append: only axis may stand bare/],
  ['delete surplus', () => call('delete', [1], 0, 0, 5), StridedError, /^delete: only axis may stand bare/],
  ['insert surplus', () => call('insert', [1], 0, 2, 0, 5), StridedError, /^insert: only axis may/],
  ['repeat surplus', () => call('repeat', [1], 1, 0, 5), StridedError, /^repeat: only axis may stand bare/],
  ['roll surplus', () => call('roll', [1], 1, 0, 5), StridedError, /^roll: only axis may stand bare/],
  ['flip surplus', () => call('flip', [1], 0, 5), StridedError, /^flip: only axis may stand bare/],
  ['insert bounds', () => nd.insert(a, 7, 1), IndexError, /index 7 is out of bounds for axis 0 with size 6/],
  ['insert values', () => nd.insert(a, [0, 1], [1, 2, 3]), ShapeError, /insert/],
  [
    'append axis',
    () => nd.append(a, [1, 2, 3], 0),
    ShapeError,
    /append: all arrays must have the same number of axes/,
  ],
  ['trimZeros', () => call('trimZeros', a, 'x'), StridedError, /trim must be 'f', 'b' or 'fb'/],
  [
    'pad mode',
    () => call('pad', a, 1, 'nearest'),
    StridedError,
    /mode must be a function or one of constant/,
  ],
  [
    'pad option',
    () => nd.pad(a, 1, { mode: 'edge', statLength: 2 }),
    StridedError,
    /'edge' takes no option, not statLength/,
  ],
  ['pad widths', () => nd.pad(a, [1, 2, 3]), ShapeError, /padWidth must be one for all ends/],
  ['pad negative', () => nd.pad(a, -1), ShapeError, /padWidth must be an integer of 0 or more, not -1/],
  ['pad record', () => nd.pad(a, { 2: 1 }), AxisError, /out of bounds/],
  ['pad missing', () => call('pad', a), ShapeError, /padWidth is missing/],
  [
    'pad empty axis',
    () => nd.pad(nd.zeros([0, 2]), 1, 'edge'),
    ShapeError,
    /axis 0 of shape \(0,2\) is empty/,
  ],
  ['meshgrid', () => call('meshgrid', a, { indexing: 'yx' }), StridedError, /indexing must be 'xy' or 'ij'/],
  ['tril', () => nd.tril(1), ShapeError, /tril: a matrix is needed/],
  ['diag', () => nd.diag(nd.zeros([1, 1, 1])), ShapeError, /diag: an array of one or two axes/],
  ['vander', () => nd.vander(a), ShapeError, /vander: an array of one axis/],
  ['applyAlongAxis', () => call('applyAlongAxis', 5, 0, a), StridedError, /a function is needed, not 5/],
  [
    'applyAlongAxis shapes',
    () => nd.applyAlongAxis((line) => nd.zeros(line.at(0) + 1), 1, a),
    ShapeError,
    /gave shape \(1,\) for the first line and \(4,\)/,
  ],
  [
    'applyOverAxes',
    () => nd.applyOverAxes(() => 1, nd.zeros([2, 2, 2]), 0),
    ShapeError,
    /must give an array of 3 or 2/,
  ],
  [
    'vstack of more arrays than memory holds',
    () => nd.vstack(nd.broadcastTo(1, [2 ** 31])),
    ShapeError,
    /a list of \d+ arrays is too long/,
  ],
  [
    'concatenate of more arrays than memory holds',
    () => nd.concatenate(nd.broadcastTo(1, [2 ** 45, 2])),
    ShapeError,
    /a list of \d+ arrays is too long/,
  ],
  [
    'unstack of more arrays than memory holds',
    () => nd.unstack(nd.broadcastTo(1, [2 ** 31])),
    ShapeError,
    /a list of \d+ arrays is too long/,
  ],
  [
    'arraySplit of more arrays than memory holds',
    () => nd.arraySplit([1, 2], 2 ** 31),
    ShapeError,
    /a list of \d+ arrays is too long/,
  ],
  [
    'split of more arrays than memory holds',
    () => nd.split(nd.broadcastTo(1, [2 ** 40]), 2 ** 40),
    ShapeError,
    /a list of \d+ arrays is too long/,
  ],
  [
    'block of a list within itself',
    () => {
      const list: unknown[] = [];
      list.push(list);
      return nd.block(list as never);
    },
    ShapeError,
    /block: lists are nested more than 64 deep/,
  ],
  [
    'a list that a getter shortens',
    () => {
      const list: unknown[] = [[1], [2], [3]];
      Object.defineProperty(list, 1, {
        get() {
          list.length = 0;
          return [1];
        },
      });
      return nd.dstack(list as never);
    },
    nd.StridedError,
    /^dstack: /,
  ],
  ['broadcast', () => new nd.broadcast([1, 2], [1, 2, 3]), ShapeError, /broadcast: shapes \(2\) and \(3\)/],
];

test.each(wrong)('%s', (_, run, kind, message) => {
  expect(run).toThrow(kind);
  expect(run).toThrow(message);
});

test('all of them', () => {
  expect(wrong.length).toBe(73);
});

test('block looks at deep lists once', () => {
  let list: unknown = [1];
  for (let level = 1; level < 64; level++) list = [list];
  expect(nd.block(list as never).ndim).toBe(64);
  expect(() => nd.block([list] as never)).toThrow(/nested more than 64 deep/);
});
