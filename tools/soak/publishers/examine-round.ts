import type { AcknowledgedMove, HistoryRow, Ledger, SeenPage } from './ledger.ts';

type Versions = ReadonlyMap<string, string>;

export interface RoundOptions {
	ledger: Ledger;
	/** All rows of the channel that came in this round, oldest first. */
	rows: readonly HistoryRow[];
	/** The newest row of each app before this round. */
	before: ReadonlyMap<string, HistoryRow>;
	/** The channel's revision before this round, and after it. */
	from: number;
	to: number;
}

export interface RoundFindings {
	problems: string[];
	/** The newest row of each app after this round. */
	after: Map<string, HistoryRow>;
}

const expectedOf = (row: HistoryRow | undefined): number =>
	row === undefined || row.version === null ? 0 : row.revision;

/**
 * Whether the history is what those who made it were told: without a hole, each row on top of the one before, each
 * acknowledged move in it once, nothing else in it, and each compare-and-swap on top of exactly what it had named.
 */
export const examineRound = ({ ledger, rows, before, from, to }: RoundOptions): RoundFindings => {
	const problems: string[] = [];
	const newest = new Map(before);
	const unseen = new Map<string, AcknowledgedMove[]>();
	for (const move of ledger.moves) unseen.set(move.reason, [...(unseen.get(move.reason) ?? []), move]);

	if (rows.length !== to - from) problems.push(`The channel went from ${from} to ${to} in ${rows.length} rows.`);
	for (const [index, row] of rows.entries()) {
		const at = `Revision ${row.revision} (${row.action} ${row.app} ${row.version})`;
		if (row.revision !== from + 1 + index) problems.push(`${at} comes after ${from + index}.`);
		const last = newest.get(row.app);
		if (row.previousVersion !== (last?.version ?? null)) {
			problems.push(`${at} says ${row.previousVersion} was before it, and ${last?.version ?? 'nothing'} was.`);
		}
		const moves = unseen.get(row.reason ?? '') ?? [];
		const move = moves.find(({ app, revision }) => app === row.app && revision === row.revision);
		if (move === undefined) problems.push(`${at} was acknowledged to nobody.`);
		else {
			unseen.set(
				move.reason,
				moves.filter((other) => other !== move),
			);
			if (move.version !== row.version) problems.push(`${at} was acknowledged as ${move.version}.`);
			if (move.expected !== undefined && move.expected !== expectedOf(last)) {
				problems.push(`${at} named revision ${move.expected} of the pointer, and replaced ${expectedOf(last)}.`);
			}
		}
		newest.set(row.app, row);
	}
	for (const moves of unseen.values()) {
		for (const { app, version, revision } of moves) {
			problems.push(`${app} ${version} was acknowledged as revision ${revision}, and is not in the history.`);
		}
	}
	for (const reason of ledger.idle) {
		if (rows.some((row) => row.reason === reason)) problems.push(`${reason} was answered as no change, and is one.`);
	}
	return { problems, after: newest };
};

/** Version by app, of those that are in the channel. */
export const versionsOf = (newest: ReadonlyMap<string, HistoryRow>): Map<string, string> =>
	new Map([...newest.values()].flatMap(({ app, version }) => (version === null ? [] : [[app, version] as const])));

const isState = (seen: Versions, state: Versions, canaries: Ledger['canaries']): boolean =>
	seen.size === state.size &&
	[...state].every(([app, version]) => {
		const given = seen.get(app);
		return given === version || (given !== undefined && (canaries.get(app)?.has(given) ?? false));
	});

/**
 * Whether each page was the channel as it was at one of its revisions, and none older than what had been acknowledged when
 * the page was asked for. Versions on trial stand in for their app's.
 */
export const examinePages = ({ ledger, rows, before, from }: RoundOptions): string[] => {
	const states = [{ revision: from, versions: versionsOf(before) as Versions }];
	const newest = new Map(before);
	for (const row of rows) {
		newest.set(row.app, row);
		// What was changed in one step is seen in one step.
		const next = rows.find(({ revision }) => revision === row.revision + 1);
		if (row.group !== null && next?.group === row.group) continue;
		states.push({ revision: row.revision, versions: versionsOf(newest) });
	}
	const describe = ({ compositionId, versions, atLeast }: SeenPage) =>
		`${compositionId} (${[...versions].map((pair) => pair.join(' ')).join(', ')}), asked for at ${atLeast},`;
	return ledger.pages
		.filter(
			(page) =>
				!states.some(
					({ revision, versions }) => revision >= page.atLeast && isState(page.versions, versions, ledger.canaries),
				),
		)
		.map((page) => `The page ${describe(page)} was never what the channel had.`);
};
