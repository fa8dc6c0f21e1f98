import type { Operation } from './operation.ts';

interface Row {
	readonly id: string;
	readonly version?: unknown;
}

/** What the server made of an operation. */
export interface Answered {
	/** The rows of the answer; undefined: it took effect and its answer is lost, or it has no rows. */
	readonly rows: readonly Row[] | undefined;
	/** What the id that was made up here is called by the server; null: it was not made up, or nobody knows. */
	readonly renamed: { readonly from: string; readonly to: string } | null;
	/** The version a row has now; null: unknown. */
	versionOf(id: string): number | null;
}

export const readAnswer = (operation: Operation, answer: unknown): Answered => {
	const { rowIds, kind, isTemporary, ifMatch } = operation;
	const rows = rowsOf(answer);
	const [made] = rows ?? [];
	const [from] = rowIds;
	const isRenamed = isTemporary && made !== undefined && from !== undefined && made.id !== from;
	return {
		rows,
		renamed: isRenamed ? { from, to: made.id } : null,
		versionOf(id) {
			const version = rows?.find((row) => row.id === id)?.version;
			if (typeof version === 'number') return version;
			// A version grows by one with each change: a guarded change whose answer is lost has made the next one.
			if (kind === 'create') return 1;
			return ifMatch === null ? null : ifMatch + 1;
		},
	};
};

/** An answer is a row, some rows, or an object with its rows in it. */
const rowsOf = (answer: unknown): readonly Row[] | undefined => {
	const { records } = Object(answer) as { records?: unknown };
	const candidates = Array.isArray(answer) ? answer : Array.isArray(records) ? records : [answer];
	const rows = candidates.filter((row): row is Row => typeof (Object(row) as Partial<Row>).id === 'string');
	return rows.length === 0 ? undefined : rows;
};

/**
 * A dependant once what it waited for is carried out: it names the id the server chose, and was made on the version
 * that resulted. Without the latter the second of two changes made offline would conflict with the first.
 */
export const afterAnswer = (dependant: Operation, done: Operation, { renamed, versionOf }: Answered): Operation => {
	const next = renamed === null ? dependant : renameRow(dependant, renamed.from, renamed.to);
	const [rowId = ''] = next.rowIds;
	return {
		...next,
		dependsOn: dependant.dependsOn.filter((id) => id !== done.id),
		ifMatch: dependant.ifMatch !== null && isSameRow(dependant, done) ? versionOf(rowId) : dependant.ifMatch,
	};
};

/** A dependant once what it waited for was discarded: it stands on what that stood on. */
export const afterDiscard = (dependant: Operation, discarded: Operation): Operation => {
	const dependsOn = new Set([...dependant.dependsOn.filter((id) => id !== discarded.id), ...discarded.dependsOn]);
	const isOnSameRow = dependant.ifMatch !== null && isSameRow(dependant, discarded);
	return {
		...dependant,
		dependsOn: [...dependsOn],
		ifMatch: isOnSameRow && discarded.ifMatch !== null ? discarded.ifMatch : dependant.ifMatch,
	};
};

const isSameRow = (a: Operation, b: Operation): boolean =>
	a.resource === b.resource && a.rowIds.some((id) => b.rowIds.includes(id));

/** The operation with `from` replaced wherever it is named: as its row, in its address, in its body and as shown. */
export const renameRow = (operation: Operation, from: string, to: string): Operation => ({
	...operation,
	rowIds: operation.rowIds.map((id) => (id === from ? to : id)),
	request: replaceText(operation.request, from, to) as Operation['request'],
	...(operation.shown !== undefined && { shown: replaceText(operation.shown, from, to) }),
});

const replaceText = (value: unknown, from: string, to: string): unknown => {
	if (value === from) return to;
	if (Array.isArray(value)) return value.map((item) => replaceText(item, from, to));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaceText(item, from, to)]));
};
