import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';

export type SortDirection = 'asc' | 'desc';

/** One key that rows are sorted by. Never null: fold a null into a value, e.g. `coalesce(x, 'infinity'::timestamptz)`. */
export interface SortTerm {
	/** Names columns without their table. An index has to hold the same expression. */
	expression: RawBuilder<unknown>;
	/** What a key is read back as from its text. */
	type: 'text' | 'uuid' | 'boolean' | 'bigint' | 'numeric' | 'timestamptz';
}

/** A total order: the last term is unique, so that no two rows are equal. */
export interface SortOrder {
	/** Binds cursors to the order they were made for, e.g. `users:name`. */
	name: string;
	terms: readonly SortTerm[];
	/** Of every term, so that one row comparison finds a place in one index. */
	direction: SortDirection;
}

/** A place in an order: the keys of a row as the database writes them. */
export interface KeysetPosition {
	/** Which way the rows are that are asked for. */
	walk: 'forward' | 'backward';
	/** Whether the row at this place counts as well. */
	inclusive: boolean;
	keys: readonly string[];
}

const joinTerms = (order: SortOrder, write: (term: SortTerm, index: number) => RawBuilder<unknown>) =>
	sql.join(order.terms.map(write));

/** The order by clause, from its end when `walk` is backward. */
export const orderBy = (order: SortOrder, walk: KeysetPosition['walk']): RawBuilder<unknown> => {
	const ascends = (order.direction === 'asc') === (walk === 'forward');
	return joinTerms(order, ({ expression }) => (ascends ? sql`${expression} asc` : sql`${expression} desc`));
};

/** The keys of a row as a JSON array of texts: exact where a number or a date of JavaScript would not be. */
export const keysOf = (order: SortOrder): RawBuilder<string[]> =>
	sql`json_build_array(${joinTerms(order, ({ expression }) => sql`(${expression})::text`)})`;

/** True for rows beyond `position`. */
export const isBeyond = (order: SortOrder, position: KeysetPosition): Expression<SqlBool> => {
	const ascends = (order.direction === 'asc') === (position.walk === 'forward');
	const comparison = `${ascends ? '>' : '<'}${position.inclusive ? '=' : ''}`;
	const columns = joinTerms(order, ({ expression }) => expression);
	const keys = joinTerms(order, ({ type }, index) => sql`${position.keys[index]}::text::${sql.raw(type)}`);
	return sql`row(${columns}) ${sql.raw(comparison)} row(${keys})`;
};
