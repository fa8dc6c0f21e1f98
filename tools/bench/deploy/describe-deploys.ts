import type { Aim } from '../aims/aim.ts';
import { comparePairs } from '../statistics/compare-pairs.ts';
import { median } from '../statistics/median.ts';
import type { Random } from '../statistics/random.ts';
import type { PublishParts } from './flotilla-command.ts';

/** Milliseconds of one change, each but `parts` until the first new page. */
export interface DeployRound {
	/** The remote's own build. */
	build: number;
	/** `flotilla publish` of it. */
	publish: number;
	parts: PublishParts;
	/** The first new page, once the command has ended. */
	page: number;
	/** The command, doing nothing. */
	start: number;
	rollback: number;
	promote: number;
	/** The same files, copied and switched to. */
	files: number;
	filesAgain: number;
	/** Switched to alone. */
	switch: number;
	/** The monolith with the same change: built, copied and switched to. */
	monolith: number;
	monolithAgain: number;
}

const milliseconds = (value: number): string => (value < 100 ? value.toFixed(1) : value.toFixed(0));

/** The rows of the table. Throws a `RangeError` without any round. */
export const describeDeploys = (rounds: readonly DeployRound[], random: Random): Aim[] => {
	const of = (pick: (round: DeployRound) => number): string => milliseconds(median(rounds.map(pick)));
	const compare = (value: (round: DeployRound) => number, base: (round: DeployRound) => number) =>
		comparePairs(
			rounds.map((round) => ({ value: value(round), base: base(round) })),
			{ random },
		);
	const told = { peer: '', comparison: null, aim: '', held: true } as const;
	const changed = ({ build, publish }: DeployRound) => build + publish;
	const isQuicker = (value: (round: DeployRound) => number) =>
		compare(value, ({ monolith }) => monolith).high < 1 ? { aim: '< 1', held: true } : { aim: '< 1', held: false };
	return [
		{
			what: 'ms from a change of a remote to the first new page: build and publish',
			ours: of(changed),
			peer: `${of(({ monolith }) => monolith)}, monolith built, copied and switched to`,
			comparison: compare(changed, ({ monolith }) => monolith),
			gate: compare(
				({ monolithAgain }) => monolithAgain,
				({ monolith }) => monolith,
			),
			...isQuicker(changed),
		},
		{
			what: 'ms of `flotilla publish` to the first new page',
			ours: of(({ publish }) => publish),
			peer: `${of(({ files }) => files)}, the same files copied and switched to`,
			comparison: compare(
				({ publish }) => publish,
				({ files }) => files,
			),
			...{ aim: '', held: true },
		},
		{ what: '– the command, doing nothing', ours: of(({ start }) => start), ...told },
		{
			what: '– reading and hashing the build',
			ours: of(({ parts, start }) => Math.max(0, parts.read - start)),
			...told,
		},
		{ what: '– announcing it', ours: of(({ parts }) => parts.announce), ...told },
		{ what: '– sending what is new', ours: of(({ parts }) => parts.send), ...told },
		{ what: '– compressing, committing and the pointer', ours: of(({ parts }) => parts.commit), ...told },
		{ what: '– the first new page and its script', ours: of(({ page }) => page), ...told },
		...(['promote', 'rollback'] as const).map((name) => ({
			what: `ms of \`flotilla ${name}\` to the first new page`,
			ours: of((round) => round[name]),
			peer: `${of((round) => round.switch)}, switched to`,
			comparison: compare(
				(round) => round[name],
				(round) => round.switch,
			),
			...{ aim: '', held: true },
		})),
	];
};
