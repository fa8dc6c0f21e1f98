import type { BuildManifest } from '@flotilla/contracts';
import semver from 'semver';
import type { Finding } from './deploy-problem.ts';
import { findProvided } from './find-provided.ts';

export interface UnmetRange {
	/** The app that needs the module. */
	app: string;
	module: string;
	range: string;
	/** `null`: the shell does not provide the module at all. */
	provided: string | null;
}

export interface Incompatibility {
	unmet: UnmetRange[];
	/** Builds that cannot be on one page together. */
	conflicts: Finding[];
}

/**
 * Whether these builds can run on one page. Without a shell nothing is provided yet, so no
 * range can be checked: that happens when the shell joins.
 *
 * A pre-release satisfies a range only when the range names it (node-semver's rule).
 */
export const checkCompatibility = (manifests: readonly BuildManifest[]): Incompatibility => {
	const shells = manifests.filter(({ kind }) => kind === 'shell');
	const remotes = manifests.filter(({ kind }) => kind === 'remote');
	const shell = shells[0];

	const conflicts: Finding[] = [];
	if (shells.length > 1) {
		const apps = shells.map(({ app }) => app);
		const message = `A channel has one shell, not ${apps.join(' and ')}.`;
		conflicts.push({ code: 'SHELL_TAKEN', message, between: apps, affects: apps, detail: {} });
	}
	const owners = new Map<string, string>();
	const signIn = remotes.filter(({ remote }) => remote?.signInPath !== undefined).map(({ app }) => app);
	if (signIn.length > 1) {
		const message = `A channel has one page to sign in, and ${signIn.join(' and ')} both bring one.`;
		conflicts.push({ code: 'SIGN_IN_TAKEN', message, between: signIn, affects: signIn, detail: {} });
	}
	for (const { app, remote } of remotes) {
		if (remote === undefined) continue;
		const owner = owners.get(remote.routePrefix);
		if (owner !== undefined) {
			const { routePrefix: path } = remote;
			const message = `${owner} and ${app} both want the path ${path}.`;
			conflicts.push({ code: 'ROUTE_TAKEN', message, between: [owner, app], affects: [owner, app], detail: { path } });
		}
		owners.set(remote.routePrefix, app);
	}

	const unmet: UnmetRange[] = [];
	if (shell !== undefined) {
		for (const { app, consumes } of remotes) {
			for (const [module, range] of Object.entries(consumes)) {
				const provided = findProvided(shell.provides, module)?.version ?? null;
				if (provided === null || !semver.satisfies(provided, range)) unmet.push({ app, module, range, provided });
			}
		}
	}
	return { unmet, conflicts };
};

/** `users needs react ^20.0.0, the shell provides 19.3.0.` */
export const describeUnmetRange = ({ app, module, range, provided }: UnmetRange): string =>
	`${app} needs ${module} ${range}, the shell provides ${provided ?? 'none'}.`;
