import type { Row } from '../cache/change.ts';
import type { ListRules } from './list-rules.ts';
import type { RowDefinition } from './row-definition.ts';

/** Five minutes. */
export const defaultTtl = 300_000;

type Needed = 'name' | 'owner' | 'endpoints' | 'answerField';
type Given<R extends Row, Q extends object> = Pick<RowDefinition<R, Q>, Needed> & Partial<RowDefinition<R, Q>>;

/** A definition with defaults: rows are flat, bodies are what the endpoints take, and nothing tells of changes. */
export const defineRows = <R extends Row, Q extends object>(given: Given<R, Q>): RowDefinition => {
	const definition: RowDefinition<R, Q> = {
		ttl: defaultTtl,
		isLive: false,
		params: {},
		rowsField: 'rows',
		toQuery: (query) => query as Readonly<Record<string, unknown>>,
		rules: unknownOrder,
		merge: (row, change) => ({ ...row, ...(change as Partial<R>) }),
		identify: ({ id }) => id,
		draft: () => undefined,
		takesId: false,
		toCreateBody: (body) => body,
		toUpdateBody: (change) => change,
		toShown: (body) => body,
		toBulkUpdateBody: (ids, change) => ({ ids, ...(change as object) }),
		toBulkRemoveBody: (ids) => ({ ids }),
		toBulkRows: (answer) => answer as readonly R[],
		...given,
	};
	// The cache runs resources of all kinds side by side; each is only ever given its own rows and queries.
	return definition as unknown as RowDefinition;
};

/** How the server lists the rows is not known here. */
const unknownOrder: ListRules<Row, object> = { matches: () => undefined, compare: () => undefined };
