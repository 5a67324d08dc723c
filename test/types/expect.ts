/** Exact type equality, told apart where plain assignability would not: `any`, readonly, unions. */
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** `same<A, B>(true)` compiles only if A and B are one type, `same<A, B>(false)` only if they are not. */
export declare function same<A, B>(equal: Equal<A, B>): void;

/** `type<T>().of(value)` compiles only if the value's inferred type is exactly T. */
export declare function type<T>(): {
  of<U>(value: U, ...mismatch: Equal<T, U> extends true ? [] : [U, T]): void;
};
