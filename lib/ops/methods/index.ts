/** Gives the universal functions their methods, and the generalised ones what describes them. */
import { dtypeLetters } from '../../dtype.js';
import { StridedError } from '../../errors.js';
import { matmul, matvec, vecdot, vecmat } from '../../linalg/matmul.js';
import { accumulate } from './accumulate.js';
import { at } from './at.js';
import { outer } from './outer.js';
import { reduce } from './reduce.js';
import { reduceat } from './reduceat.js';
import { methodNames, methodTable } from './table.js';

Object.assign(methodTable, { reduce, accumulate, reduceat, outer, at });

/** NumPy's order of the kernels of matrix products. */
const letters = Array.from('?bBhHiIlLefdFD').filter((letter) => dtypeLetters.includes(letter));

function describeGeneralised(call: object, name: string, signature: string): void {
  const refused = Object.fromEntries(
    methodNames.map((method) => [
      method,
      () => {
        throw new StridedError(
          `${name}.${method}: functions of whole axes (${signature}) do not have it; call ${name} itself`,
        );
      },
    ]),
  );
  const types = Object.freeze(letters.map((letter) => `${letter}${letter}->${letter}`));
  Object.assign(call, { nin: 2, nout: 1, types, identity: null, signature, ...refused });
}

describeGeneralised(matmul, 'matmul', '(n?,k),(k,m?)->(n?,m?)');
describeGeneralised(matvec, 'matvec', '(m,n),(n)->(m)');
describeGeneralised(vecmat, 'vecmat', '(n),(n,m)->(m)');
describeGeneralised(vecdot, 'vecdot', '(n),(n)->()');
