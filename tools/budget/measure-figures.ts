import type { Figure } from './figures.ts';
import { measurePages } from './measure-pages.ts';
import { measureRemotes } from './measure-remotes.ts';
import { measureSuites } from './measure-suites.ts';
import { builtFolders, startMeasuredRegistry } from './measured-registry.ts';

/** Every figure there is a budget for, of the builds in `apps/*\/dist`. Takes half a minute, most of it to compress. */
export const measureFigures = async (): Promise<Figure[]> => {
	const registry = await startMeasuredRegistry();
	try {
		for (const folder of builtFolders()) await registry.publish(folder);
		const figures = [...(await measurePages(registry)), ...(await measureRemotes(registry))];
		return [...figures, ...(await measureSuites(registry))];
	} finally {
		await registry.close();
	}
};
