import { rm } from 'node:fs/promises';
import { writeBuild } from '../../apps/registry/src/testing/build-folders.ts';
import type { Figure } from './figures.ts';
import { generateRemote } from './generate-remote.ts';
import type { MeasuredRegistry } from './measured-registry.ts';

/** Remotes in a suite. */
export const suiteSizes: readonly number[] = [1, 3, 8, 16, 32, 64];

/**
 * What a page answers with in suites of so many remotes, generated ones: the page of one of them, over the real shell.
 * Takes the remotes that are there off the pages.
 */
export const measureSuites = async (registry: MeasuredRegistry): Promise<Figure[]> => {
	const remotes = registry.manifests().filter(({ kind }) => kind === 'remote');
	// What some remote of the suite takes from the shell, all of them take.
	const consumes = Object.assign({}, ...remotes.map((remote) => remote.consumes)) as Record<string, string>;
	for (const { app } of remotes) await registry.withdraw(app);
	const figures: Figure[] = [];
	for (let number = 1; number <= Math.max(...suiteSizes); number += 1) {
		const folder = await writeBuild(generateRemote(number, consumes));
		try {
			await registry.publish(folder);
		} finally {
			await rm(folder, { recursive: true });
		}
		if (!suiteSizes.includes(number)) continue;
		const { size } = await registry.page('/remote-01');
		figures.push({ group: 'bytes of the first answer', subject: String(number), value: size, files: {} });
	}
	return figures;
};
