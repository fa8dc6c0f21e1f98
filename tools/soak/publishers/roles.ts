import { setTimeout as delay } from 'node:timers/promises';
import { remoteBuild, shellBuild } from '../../../apps/registry/src/testing/build-folders.ts';
import type { Random } from '../../bench/statistics/random.ts';
import type { Ledger } from './ledger.ts';
import { channel, type Publisher } from './publisher.ts';

/** Milliseconds that a pin is held and a canary runs: others meet it meanwhile. */
const heldFor = 60;

export interface RoundPlan {
	round: number;
	ledger: Ledger;
	random: Random;
	/** Compositions that the channel had before this round, newest last. */
	compositions: readonly string[];
}

/** What one of the publishers does in a round. */
export type Role = (publisher: Publisher, plan: RoundPlan) => Promise<void>;

const pick = <T>(items: readonly T[], random: Random): T | undefined => items[Math.floor(random() * items.length)];

const ownApp =
	(app: string): Role =>
	(publisher, { round }) =>
		publisher.publish(remoteBuild({ app, text: `${app} ${round}` }), `1.${round}.0`);

const oneAppOfMany =
	(index: number): Role =>
	(publisher, { round }) =>
		publisher.publish(remoteBuild({ app: 'common', text: `${round} ${index}` }), `1.${round}.${index}`);

/** Two of them want the same version for different content: one is told so. */
const sameVersion =
	(side: string): Role =>
	(publisher, { round }) =>
		publisher.publish(remoteBuild({ app: 'twins', text: `${side} ${round}` }), `1.${round}.0`, {
			refusals: ['VERSION_EXISTS'],
		});

const shell: Role = (publisher, { round }) => publisher.publish(shellBuild({ text: `shell ${round}` }), `1.${round}.0`);

const promoter: Role = async (publisher, { random }) => {
	const { apps } = await publisher.client().channel(channel);
	for (let time = 0; time < 3; time += 1) {
		const app = pick(apps, random)?.app ?? 'common';
		const version = pick(await publisher.client().builds(app), random)?.version;
		if (version === undefined) continue;
		await publisher.move(app, (options) => publisher.client().promote(channel, app, version, options), {
			blind: random() < 0.3,
		});
	}
};

const rollerBack: Role = async (publisher, { random }) => {
	const { apps } = await publisher.client().channel(channel);
	for (let time = 0; time < 3; time += 1) {
		const app = pick(apps, random)?.app ?? 'common';
		// A first version has nothing before it.
		await publisher.move(app, (options) => publisher.client().rollback(channel, app, options), {
			blind: random() < 0.3,
			refusals: ['NOT_FOUND'],
		});
	}
};

const pinner: Role = async (publisher, { random }) => {
	const { apps } = await publisher.client().channel(channel);
	const app = pick(apps, random)?.app;
	if (app === undefined) return;
	await publisher.move(app, (options) => publisher.client().pin(channel, app, options));
	await delay(heldFor);
	await publisher.move(app, (options) => publisher.client().unpin(channel, app, options));
};

const canary: Role = async (publisher, { random, ledger }) => {
	const { apps } = await publisher.client().channel(channel);
	const app = pick(apps, random)?.app;
	const version = app && pick(await publisher.client().builds(app), random)?.version;
	if (app === undefined || version === undefined) return;
	// Before it is asked for: a page may be there sooner than the answer.
	ledger.canaries.set(app, new Set([version]));
	const expected = ['CANARY_REFUSED', 'POINTER_PINNED', 'CHANNEL_MOVED'];
	try {
		await publisher.client().setCanary(channel, app, { version, percent: 50, message: publisher.nextReason() });
		await delay(heldFor);
		// It is over when somebody has moved the pointer.
		await publisher.client().stopCanary(channel, app);
	} catch (error) {
		ledger.refused(error, [...expected, 'NOT_FOUND'], `A canary of ${app} ${version}`);
	}
};

/** All apps back to a moment, in one step. */
const restorer: Role = async (publisher, { random, ledger, compositions }) => {
	const compositionId = pick(compositions.slice(-5), random);
	if (compositionId === undefined) return;
	const message = publisher.nextReason();
	try {
		const { changes } = await publisher.client().rollbackTo(channel, compositionId, { message });
		for (const { app, version, revision } of changes) {
			ledger.moves.push({ app, version, revision, reason: message, expected: undefined });
		}
		if (changes.length === 0) ledger.idle.push(message);
	} catch (error) {
		ledger.refused(error, ['POINTER_PINNED'], `${message} back to ${compositionId}`);
	}
};

/** Opens pages while the others are at work. */
const reader: Role = async (publisher) => {
	for (let time = 0; time < 10; time += 1) {
		await publisher.look(0);
		await delay(5);
	}
};

const few = <T>(count: number, make: (index: number) => T): T[] =>
	Array.from({ length: count }, (_, index) => make(index));

/**
 * Who is at work at the same time, `count` of them, 12 at the least: most publish, each an app of its own or, some of
 * them, one app; one each promotes, rolls back, pins, tries a canary, and goes back to a moment. Two open pages, and are
 * not counted.
 */
export const rolesOf = (count: number): Role[] => {
	const others = [sameVersion('left'), sameVersion('right'), shell, promoter, rollerBack, pinner, canary, restorer];
	const left = count - others.length;
	const ownApps = Math.ceil(left / 2);
	return [
		...few(ownApps, (index) => ownApp(`team-${index}`)),
		...few(left - ownApps, oneAppOfMany),
		...others,
		reader,
		reader,
	];
};
