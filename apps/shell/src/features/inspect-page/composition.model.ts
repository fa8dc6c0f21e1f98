import type { Composition } from '@flotilla/contracts';
import type { Federation, RemoteState } from '@flotilla/federation';
import type { ChannelStatus } from './read-channel.ts';

/** What is out of the ordinary about an app of this page. */
export type AppMark =
	/** The build that a canary tries. */
	| 'canary'
	/** Shown by a signed link, on top of the channel. */
	| 'link'
	/** In place of the build of the composition, which failed. */
	| 'replacement'
	/** The channel may not move it. */
	| 'pinned'
	/** The channel points at another version by now. */
	| 'behind';

export interface AppRow {
	app: string;
	version: string;
	build: string;
	/** Of a remote; the shell has none. */
	owner: string | null;
	/** What the composition has, where another build runs in its place. */
	replaced: string | null;
	/** The channel's version, where it is another one. */
	live: string | null;
	/** ISO 8601: since when the channel points at the app's present version; null where nobody told. */
	changedAt: string | null;
	/** Whether the page has a hash of its entry: it does not run with another one. */
	isVerified: boolean;
	/** Whether a key signed it that its app trusts; null where nobody told, as of versions that are not live. */
	isSigned: boolean | null;
	marks: readonly AppMark[];
	/** Null for the shell, which runs or there is no page. */
	state: RemoteState | null;
}

interface AppRowsInput {
	composition: Composition;
	federation: Pick<Federation, 'find' | 'state'>;
	/** Null while nobody told. */
	channel: ChannelStatus | null;
}

/** The apps of a page: the shell, then remotes in the order of the composition. */
export const appRows = ({ composition, federation, channel }: AppRowsInput): AppRow[] => {
	const { shell, remotes, integrity, preview } = composition;
	const rowOf = (app: typeof shell, running: typeof shell, more: Pick<AppRow, 'owner' | 'state'>): AppRow => {
		const pointer = channel?.apps.find((one) => one.app === app.app);
		const isReplaced = running.build !== app.build;
		const isLinked = preview?.app === app.app && preview.version === running.version;
		const isCanary = channel?.canaries.some((one) => one.app === app.app && one.version === running.version) === true;
		const live = pointer !== undefined && pointer.version !== running.version ? pointer.version : null;
		const marks: [AppMark, boolean][] = [
			['link', isLinked],
			['canary', isCanary],
			['replacement', isReplaced],
			['pinned', pointer?.pinned === true],
			['behind', live !== null && !isLinked && !isCanary && !isReplaced],
		];
		return {
			...more,
			...{ app: app.app, version: running.version, build: running.build, live },
			replaced: isReplaced ? app.version : null,
			changedAt: live === null ? (pointer?.changedAt ?? null) : null,
			isSigned: live === null && pointer !== undefined ? pointer.signedBy.length > 0 : null,
			isVerified: integrity?.[running.entry] !== undefined,
			marks: marks.filter(([, holds]) => holds).map(([mark]) => mark),
		};
	};
	return [
		rowOf(shell, shell, { owner: null, state: null }),
		...remotes.map((remote) => {
			const running = federation.find(remote.app) ?? remote;
			const { owner } = running.manifest;
			return rowOf(remote, running, { owner, state: federation.state(remote.app) });
		}),
	];
};
