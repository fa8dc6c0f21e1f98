import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { buildApps, root } from '../suite/build-apps.ts';
import { publishApps } from '../suite/publish-apps.ts';
import type { Suite } from '../suite/start-suite.ts';

interface RepublishOptions {
	suite: Suite;
	report: (line: string) => void;
}

/** Milliseconds without a further change before a build begins. */
const quietTime = 100;

const isSource = (path: string): boolean =>
	/\.(tsx?|css|json)$/.test(path) && !/(^|\/)(dist|node_modules)\/|\.(test|stories)\.tsx?$/.test(path);

/** Builds what a change of source concerns, and publishes it. Answers how to stop. */
export const republishOnChange = ({ suite, report }: RepublishOptions): (() => void) => {
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> = Promise.resolve();

	const rebuild = async () => {
		try {
			await buildApps();
			await publishApps({
				suite,
				report: (line) => line.startsWith('Published') && report(`${line}: reload the page`),
			});
		} catch (error) {
			report(error instanceof Error ? error.message : String(error));
		}
	};
	const onChange = (_event: string, path: string | null) => {
		if (path === null || !isSource(path)) return;
		clearTimeout(timer);
		// One after the other: a change during a build is built after it.
		timer = setTimeout(() => {
			running = running.then(rebuild);
		}, quietTime);
	};
	const watchers: FSWatcher[] = ['apps', 'shared'].map((folder) =>
		watch(join(root, folder), { recursive: true }, onChange),
	);
	return () => {
		clearTimeout(timer);
		for (const watcher of watchers) watcher.close();
	};
};
