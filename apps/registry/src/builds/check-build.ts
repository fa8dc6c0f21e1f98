import {
	type BuildManifest,
	buildManifestFile,
	type ModuleAssets,
	reservedPaths,
	shellPaths,
} from '@flotilla/contracts';
import { apiContract } from '@flotilla/contracts/open-api';
import semver from 'semver';
import type { BuildFile } from './build-id.ts';

const pathsOf = (assets: ModuleAssets): string[] => [...assets.modules, ...assets.styles];

export interface BuildToCheck {
	/** The app it is published as. */
	app: string;
	files: readonly BuildFile[];
	manifest: BuildManifest;
}

/**
 * What a schema cannot see: whether the description fits the app and the files.
 * One sentence for each thing that is wrong; an empty list for a sound build.
 */
export const checkBuild = ({ app, files, manifest }: BuildToCheck): string[] => {
	const problems: string[] = [];
	const paths = new Set<string>();
	for (const { path } of files) {
		if (paths.has(path)) problems.push(`The file ${path} is listed twice.`);
		if (path === buildManifestFile) problems.push(`${buildManifestFile} is sent as the manifest, not as a file.`);
		paths.add(path);
	}

	if (manifest.app !== app) problems.push(`The build says it is ${manifest.app}, and it is published as ${app}.`);
	if (manifest.kind === 'remote' && manifest.remote === undefined) problems.push('A remote needs its remote manifest.');
	if (manifest.kind === 'shell' && manifest.remote !== undefined) problems.push('A shell has no remote manifest.');
	if (manifest.remote !== undefined && manifest.remote.name !== app) {
		problems.push(`The remote manifest is that of ${manifest.remote.name}, not of ${app}.`);
	}
	if (manifest.kind === 'remote' && manifest.serviceWorker !== undefined) {
		problems.push('Only the shell has a service worker.');
	}
	if (manifest.calls !== undefined) {
		const calls = apiContract.safeParse(manifest.calls);
		for (const { path, message } of calls.error?.issues ?? []) {
			problems.push(`What it calls is no OpenAPI document, at ${path.join('.') || 'its root'}: ${message}`);
		}
	}
	const prefix = manifest.remote?.routePrefix;
	if (prefix !== undefined && reservedPaths.includes(prefix.slice(1))) {
		problems.push(`The path ${prefix} belongs to the registry.`);
	}
	if (prefix !== undefined && shellPaths.includes(prefix.slice(1))) {
		problems.push(`The path ${prefix} is a page of the shell.`);
	}
	if (manifest.kind === 'remote' && Object.keys(manifest.provides).length > 0) {
		problems.push('Only the shell provides shared modules.');
	}

	const named = [
		manifest.entry,
		...pathsOf(manifest.initial),
		...(manifest.soon === undefined ? [] : pathsOf(manifest.soon)),
		...(manifest.serviceWorker === undefined ? [] : [manifest.serviceWorker]),
		...Object.values(manifest.provides).flatMap(({ assets }) => pathsOf(assets)),
	];
	for (const path of new Set(named)) {
		if (!paths.has(path)) problems.push(`The manifest names ${path}, which is not among the files.`);
	}

	for (const [request, range] of Object.entries(manifest.consumes)) {
		if (semver.validRange(range) === null) problems.push(`The range "${range}" of ${request} cannot be read.`);
	}
	for (const [request, { version }] of Object.entries(manifest.provides)) {
		if (semver.valid(version) === null) problems.push(`The version "${version}" of ${request} cannot be read.`);
	}
	return problems;
};
