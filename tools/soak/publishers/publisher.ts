import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { createRegistryClient, publishBuild, type RegistryClient } from '@flotilla/registry';
import { type TestBuild, writeBuild } from '../../../apps/registry/src/testing/build-folders.ts';
import { sha256 } from '../../../apps/registry/src/testing/start-test-registry.ts';
import type { Random } from '../../bench/statistics/random.ts';
import type { Ledger } from './ledger.ts';
import { readPage } from './read-page.ts';

/** Tries of one change; who is overtaken so often has something to report. */
const maximumTries = 300;
/** Milliseconds until the next try at what somebody has pinned. */
const pinnedWait = 10;

export interface PublisherOptions {
	/** Origins of the registry's nodes; each request goes to one of them. */
	nodes: readonly string[];
	token: string;
	/** Told apart in the history. */
	name: string;
	random: Random;
	ledger: Ledger;
}

interface MoveOptions {
	expectedRevision?: number | undefined;
	message: string;
}

interface Moved {
	version: string;
	revision: number;
	changed: boolean;
}

/** One who changes a channel as people and pipelines do: looks, acts on what was seen, and looks again when overtaken. */
export interface Publisher {
	readonly channel: string;
	/** A client of one node or another. */
	client(): RegistryClient;
	/**
	 * Changes the app's pointer by compare-and-swap until it is through, or refused for another reason, whose code is given.
	 * With `blind` no revision is named, and the last one wins.
	 */
	move(
		app: string,
		act: (options: MoveOptions) => Promise<Moved>,
		options?: { blind?: boolean; refusals?: readonly string[] },
	): Promise<string | undefined>;
	/** Publishes into the channel, and looks whether the next page has it. */
	publish(
		build: TestBuild,
		version: string,
		options?: { blind?: boolean; refusals?: readonly string[] },
	): Promise<void>;
	/** A request that names this publisher, no other one and no other request. */
	nextReason(): string;
	/** Opens a page at one of the nodes; not of an older revision than `atLeast`. */
	look(atLeast: number): Promise<void>;
}

export const channel = 'production';

export const createPublisher = ({ nodes, token, name, random, ledger }: PublisherOptions): Publisher => {
	let requests = 0;
	const node = () => nodes[Math.floor(random() * nodes.length)] ?? '';
	const client = () => createRegistryClient({ registry: node(), token });
	const nextReason = () => {
		requests += 1;
		return `${name}, request ${requests}`;
	};

	const look: Publisher['look'] = async (atLeast) => {
		try {
			const { compositionId, announcedId, versions } = await readPage(node());
			if (compositionId !== announcedId)
				ledger.problems.push(`A page with ${compositionId} says it is ${announcedId}.`);
			ledger.pages.push({ compositionId, versions, atLeast });
		} catch (error) {
			ledger.problems.push(`${name} got no page: ${String(error)}`);
		}
	};

	const move: Publisher['move'] = async (app, act, { blind = false, refusals = [] } = {}) => {
		for (let tries = 0; tries < maximumTries; tries += 1) {
			const message = nextReason();
			try {
				const seen = blind ? undefined : (await client().channel(channel)).apps.find((one) => one.app === app);
				const expected = blind ? undefined : (seen?.revision ?? 0);
				const { version, revision, changed } = await act({ expectedRevision: expected, message });
				if (changed) ledger.moves.push({ app, version, revision, reason: message, expected });
				else ledger.idle.push(message);
				await look(revision);
				return undefined;
			} catch (error) {
				const code = ledger.refused(error, ['CHANNEL_MOVED', 'POINTER_PINNED', ...refusals], `${message} for ${app}`);
				if (code !== 'CHANNEL_MOVED' && code !== 'POINTER_PINNED') return code;
				if (code === 'POINTER_PINNED') await delay(pinnedWait);
			}
		}
		ledger.problems.push(`${name} was overtaken ${maximumTries} times and gave up on ${app}.`);
		return undefined;
	};

	return {
		channel,
		client,
		nextReason,
		look,
		move,
		async publish(build, version, options = {}) {
			const { app } = build.manifest;
			const folder = await writeBuild(build);
			try {
				const code = await move(
					app,
					async (change) => {
						const { pointer } = await publishBuild({ ...change, folder, version, channel, registry: node(), token });
						if (pointer === null) throw new Error(`${app} ${version} was published without a pointer.`);
						return pointer;
					},
					options,
				);
				if (code !== undefined) return;
				ledger.published.set(
					`${app} ${version}`,
					Object.entries(build.files).map(([path, text]) => ({ url: `/assets/${app}/${path}`, sha256: sha256(text) })),
				);
			} finally {
				await rm(folder, { recursive: true });
			}
		},
	};
};
