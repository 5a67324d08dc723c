/** A process of its own that makes all the wrong calls twice, and one right call at the end. */
import * as nd from 'strided';
import { misbehaviour, wrongCalls } from './wrong_calls.js';

let errors = 0;
for (const call of [...wrongCalls, ...wrongCalls]) if (misbehaviour(call) === undefined) errors++;
console.log(`${errors / 2} errors, then ${nd.array([1, 2, 3]).add([4, 5, 6]).sum()}`);
