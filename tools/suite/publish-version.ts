import { readFile } from 'node:fs/promises';
import { publishBuild } from '@flotilla/registry';
import type { Suite } from './start-suite.ts';

interface PublishVersionOptions {
	/** What was built. */
	folder: string;
	app: string;
	version: string;
}

/** Publishes a build to the channel `production` of a suite, as a team would with `flotilla publish`. */
export const publishVersion = async (
	{ registryUrl, publishTokenFile }: Pick<Suite, 'registryUrl' | 'publishTokenFile'>,
	build: PublishVersionOptions,
): ReturnType<typeof publishBuild> => {
	const token = (await readFile(publishTokenFile, 'utf8')).trim();
	return publishBuild({ ...build, channel: 'production', registry: registryUrl, token });
};
