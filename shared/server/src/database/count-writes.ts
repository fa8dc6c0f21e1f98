const counters = new WeakMap<object, () => number>();

/** Lets `writesOf` answer for a database. */
export const rememberWrites = (database: object, count: () => number): void => {
	counters.set(database, count);
};

/**
 * A number that is another one once anything in the database may have changed, for who remembers what was read. It
 * changes before whoever wrote knows that it is written. `undefined` where others write to the same database, too: then
 * only the database knows.
 */
export const writesOf = (database: object): (() => number) | undefined => counters.get(database);
