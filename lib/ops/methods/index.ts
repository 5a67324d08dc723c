/** Gives the universal functions their methods. */
import { accumulate } from './accumulate.js';
import { at } from './at.js';
import { outer } from './outer.js';
import { reduce } from './reduce.js';
import { reduceat } from './reduceat.js';
import { methodTable } from './table.js';

Object.assign(methodTable, { reduce, accumulate, reduceat, outer, at });
