import { percentile } from '../../bench/statistics/percentile.ts';
import type { ChangeKind, MadeChange } from './deployer.ts';
import type { Sight } from './watch-pages.ts';

/** Milliseconds. */
export interface TimedChange {
	kind: ChangeKind;
	app: string | null;
	/** From the command to the registry's answer. */
	answered: number;
	/** From the command to the last byte of the first new page that has it, by HTTP. */
	visible: number;
	/** From the answer to that; negative where the page came first. */
	visibleAfterAnswer: number;
	/** From the answer until a browser that opens a page then runs it; `null` where it was not looked at. */
	runs: number | null;
}

export const timeChange = (change: MadeChange, sight: Sight, runs: number | null): TimedChange => ({
	kind: change.kind,
	app: change.app,
	answered: change.answeredAt - change.startedAt,
	visible: sight.seenAt - change.startedAt,
	visibleAfterAnswer: sight.seenAt - change.answeredAt,
	runs,
});

const ms = (value: number): string => `${Math.round(value)}`;

/** `median / p95 / max` in milliseconds. */
export const spread = (values: readonly number[]): string =>
	values.length === 0
		? 'none'
		: `${ms(percentile(values, 0.5))} / ${ms(percentile(values, 0.95))} / ${ms(Math.max(...values))} ms`;

/** One line for each kind of change, and for each app that was published. */
export const describeTimes = (changes: readonly TimedChange[]): string[] => {
	const groups = Map.groupBy(changes, ({ kind, app }) => (kind === 'publish' ? `publish ${app}` : kind));
	const lines = [...groups]
		.sort(([a], [b]) => a.localeCompare(b))
		.map(([name, group]) => {
			const of = (pick: (change: TimedChange) => number | null) =>
				spread(group.map(pick).filter((value) => value !== null));
			return `${name} (${group.length}): answered ${of(({ answered }) => answered)}, visible ${of(({ visible }) => visible)}, after the answer ${of(({ visibleAfterAnswer }) => visibleAfterAnswer)}, runs in a browser ${of(({ runs }) => runs)}`;
		});
	return ['median / p95 / most, from the command unless it says otherwise:', ...lines];
};
