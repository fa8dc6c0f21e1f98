import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildManifestFile } from '@flotilla/contracts';
import { createRegistryClient, publishBuild } from '@flotilla/registry';
import { browserApps, root } from './build-apps.ts';
import type { Suite } from './start-suite.ts';

interface PublishAppsOptions {
	suite: Pick<Suite, 'registryUrl' | 'publishTokenFile'>;
	/** Called with a sentence for each app. */
	report?: (line: string) => void;
}

/**
 * Publishes what `npm run build` made to the channel `production`, as a team would with
 * `flotilla publish`. A build that was published before is left alone, and so is the channel:
 * somebody may have moved it on purpose since.
 */
export const publishApps = async ({ suite, report = () => {} }: PublishAppsOptions): Promise<void> => {
	const registry = suite.registryUrl;
	const token = (await readFile(suite.publishTokenFile, 'utf8')).trim();
	const client = createRegistryClient({ registry, token });

	const publish = async (app: string) => {
		const folder = join(root, 'apps', app, 'dist');
		const version = await localVersion(app, folder);
		const known = await client.builds(app);
		if (known.some((build) => build.version === version)) {
			report(`${app} ${version} is published already`);
			return;
		}
		const { sent } = await publishBuild({
			folder,
			app,
			version,
			channel: 'production',
			registry,
			token,
			message: 'npm start',
		});
		report(`Published ${app} ${version} (${sent} files)`);
	};

	// The shell goes first: it provides what the remotes are checked against.
	const [shell, ...remotes] = browserApps;
	await publish(shell);
	await Promise.all(remotes.map(publish));
};

/** `0.1.0-local.h<digest>`: another build gets another version, the same build the same one. */
const localVersion = async (app: string, folder: string): Promise<string> => {
	const { version } = JSON.parse(await readFile(join(root, 'apps', app, 'package.json'), 'utf8')) as {
		version: string;
	};
	const hash = createHash('sha256').update(await readFile(join(folder, buildManifestFile)));
	// File names carry the hashes of their content.
	for (const name of (await readdir(folder)).sort()) hash.update(name);
	return `${version}-local.h${hash.digest('hex').slice(0, 8)}`;
};
