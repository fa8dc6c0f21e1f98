import type { BuildManifest } from '@flotilla/contracts';
import type { Finding } from './deploy-problem.ts';

/** Whether remotes were written for the contracts that the shell speaks. A shell that says nothing is not checked. */
export const findContractProblems = (manifests: readonly BuildManifest[]): Finding[] => {
	const shell = manifests.find(({ kind }) => kind === 'shell');
	const platform = shell?.platform;
	if (shell === undefined || platform === undefined) return [];
	return manifests.flatMap(({ app, remote }) => {
		if (remote === undefined) return [];
		const found: Finding[] = [];
		const add = (code: Finding['code'], message: string, detail: Finding['detail']) =>
			found.push({ code, message, between: [app, shell.app], affects: [app], detail });
		if (remote.apiVersion !== platform.apiVersion) {
			add('API_VERSION_MISMATCH', `${app} needs API ${remote.apiVersion}, the shell speaks ${platform.apiVersion}.`, {
				needs: remote.apiVersion,
				live: platform.apiVersion,
			});
		}
		if (remote.eventMapVersion !== platform.eventMapVersion) {
			const { eventMapVersion: live } = platform;
			add(
				'EVENT_MAP_VERSION_MISMATCH',
				`${app} needs version ${remote.eventMapVersion} of the events, the shell has ${live}.`,
				{ needs: remote.eventMapVersion, live },
			);
		}
		if (!platform.manifestVersions.includes(remote.schemaVersion)) {
			add(
				'MANIFEST_VERSION_UNSUPPORTED',
				`${app} has a manifest of version ${remote.schemaVersion}, the shell reads ${platform.manifestVersions.join(', ')}.`,
				{ needs: remote.schemaVersion, live: platform.manifestVersions.join(', ') },
			);
		}
		return found;
	});
};
