// `npm run dev`: the whole suite as `npm start` runs it; what you change is built and published, and
// a reload shows it. `npm run dev -- users` serves one remote without the shell, with hot reload.

import { runDemoSuite } from '../start/run-demo-suite.ts';
import { republishOnChange } from './republish-on-change.ts';
import { serveRemote } from './serve-remote.ts';

/** The first remote is served here, the next ones after it. */
const firstPort = Number(process.env.DEV_PORT ?? 4001);

const remotes = process.argv.slice(2);

await runDemoSuite({
	// What is changed has to be seen, and not what a browser kept. A worker that `npm start` left is removed, too.
	env: { SERVICE_WORKER: 'false' },
	afterReady: async ({ suite, report }) => {
		if (remotes.length === 0) {
			republishOnChange({ suite, report });
			report('Watching apps/ and shared/');
		}
		for (const [index, app] of remotes.entries()) {
			const port = firstPort + index;
			await serveRemote({ app, port, apiUrl: suite.apiUrl });
			report(`${app} alone, with hot reload: http://localhost:${port}`);
		}
	},
});
