// `npm run dev`: the whole suite as `npm start` runs it; what you change is built and published, and a reload shows it.
// `npm run dev -- users`: that remote from this checkout in the real shell, all else from a registry.

import { runDemoSuite } from '../start/run-demo-suite.ts';
import { root } from '../suite/build-apps.ts';
import { findRemotes } from '../suite/find-remotes.ts';
import { serveInShell } from './in-shell/serve-in-shell.ts';
import { OptionsError, readOptions, usage } from './read-options.ts';
import { republishOnChange } from './republish-on-change.ts';
import { serveRemote } from './serve-remote.ts';

/** The pages are served here; of remotes that run alone, the first one, and the next ones after it. */
const firstPort = Number(process.env.DEV_PORT ?? 4001);
const localRegistry = `http://localhost:${process.env.REGISTRY_PORT ?? 3000}`;

const print = (line: string) => console.log(line);

const answers = async (registry: string): Promise<boolean> => {
	try {
		return (await fetch(`${registry}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
	} catch {
		return false;
	}
};

/** Shows the remotes in the shell of a registry that runs already, until Ctrl-C. */
const showIn = async (registry: string, remotes: readonly string[], report: (line: string) => void) => {
	try {
		await serveInShell({ remotes, port: firstPort, registry, report });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		console.error(`Port ${firstPort} is taken by another program: choose another one with DEV_PORT.`);
		process.exit(1);
	}
	report(`${remotes.join(' and ')} from this checkout, all else from ${registry}: http://localhost:${firstPort}`);
};

const run = async (): Promise<void> => {
	const options = readOptions(process.argv.slice(2), findRemotes(root));
	if (options === null) return print(usage);
	const { remotes, registry, alone } = options;

	if (registry !== undefined) {
		if (!(await answers(registry))) throw new OptionsError(`No registry answers on ${registry}.`);
		return showIn(registry, remotes, print);
	}
	if (remotes.length > 0 && !alone && (await answers(localRegistry))) return showIn(localRegistry, remotes, print);

	await runDemoSuite({
		// What is changed has to be seen, and not what a browser kept. A worker that `npm start` left is removed, too.
		env: { SERVICE_WORKER: 'false' },
		afterReady: async ({ suite, report }) => {
			if (remotes.length === 0) {
				republishOnChange({ suite, report });
				report('Watching apps/ and shared/');
			} else if (!alone) {
				await showIn(localRegistry, remotes, report);
			}
			for (const [index, app] of (alone ? remotes : []).entries()) {
				const port = firstPort + index;
				await serveRemote({ app, port, apiUrl: suite.apiUrl });
				report(`${app} alone, with hot reload: http://localhost:${port}`);
			}
		},
	});
};

try {
	await run();
} catch (error) {
	if (!(error instanceof OptionsError)) throw error;
	console.error(error.message);
	process.exit(2);
}
