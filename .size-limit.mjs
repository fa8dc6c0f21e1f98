// What each package of the client platform may weigh: KB after gzip, with its own libraries, without what the shell
// provides anyway. Read with docs/platform.md. A budget is about a tenth above what was measured when it was set;
// raise it in the commit that needs more, and say there what for.

/** What the shell provides once: React, the router, the schema library, and the packages beside the measured one. */
const provided = ['react', 'react-dom', 'react/*', 'react-dom/*', 'react-router', 'zod', 'zod/*', '@flotilla/*'];

/** What comes by `import()` is fetched when it is needed: it is no part of the first load. */
const leaveOutWhatIsOnDemand = {
	name: 'on-demand',
	/** @param {import('esbuild').PluginBuild} build */
	setup(build) {
		build.onResolve({ filter: /.*/ }, ({ kind, path }) =>
			kind === 'dynamic-import' ? { path, external: true } : null,
		);
	},
};

/** @param {{ name: string; path: string; limit: string; ignore?: string[]; onDemand?: boolean }} budget */
const budget = ({ name, path, limit, ignore = provided, onDemand = false }) => ({
	name,
	path,
	limit,
	ignore,
	gzip: true,
	/** @param {import('esbuild').BuildOptions} config */
	modifyEsbuildConfig: (config) => ({
		...config,
		format: 'esm',
		jsx: 'automatic',
		define: { 'process.env.NODE_ENV': '"production"' },
		loader: { '.woff2': 'empty', '.css': 'empty' },
		plugins: onDemand ? [] : [leaveOutWhatIsOnDemand],
	}),
});

export default [
	budget({ name: 'contracts', path: 'shared/contracts/src/index.ts', limit: '25.4 kB', ignore: [] }),
	budget({ name: 'event-bus', path: 'shared/event-bus/src/index.ts', limit: '7.1 kB' }),
	budget({ name: 'api-client', path: 'shared/api-client/src/index.ts', limit: '35.7 kB' }),
	budget({ name: 'session', path: 'shared/session/src/index.ts', limit: '5.9 kB' }),
	budget({ name: 'data-cache', path: 'shared/data-cache/src/index.ts', limit: '22.7 kB' }),
	budget({
		name: 'api-client/uploads',
		path: 'shared/api-client/src/uploads/index.ts',
		limit: '24 kB',
		onDemand: true,
	}),
	budget({ name: 'data-cache/end-task', path: 'shared/data-cache/src/cache/end-task.ts', limit: '0.3 kB' }),
	budget({ name: 'data-cache/offline', path: 'shared/data-cache/src/offline/on-demand.ts', limit: '12.8 kB' }),
	budget({ name: 'event-bus, tabs that share', path: 'shared/event-bus/src/realtime/tab-sharing.ts', limit: '3 kB' }),
	budget({
		name: 'event-bus, event stream',
		path: 'shared/event-bus/src/realtime/event-stream-socket.ts',
		limit: '2 kB',
	}),
	budget({ name: 'federation', path: 'shared/federation/src/index.ts', limit: '3.8 kB' }),
	budget({
		name: 'federation/inspect',
		path: 'shared/federation/src/inspect/index.ts',
		limit: '1 kB',
		// It reads the runtime that the page has.
		ignore: [...provided, '@module-federation/*'],
	}),
	budget({ name: 'federation/host', path: 'shared/federation/src/host/index.ts', limit: '30 kB' }),
	budget({ name: 'platform', path: 'shared/platform/src/index.ts', limit: '6.5 kB' }),
	budget({ name: 'platform/beacons', path: 'shared/platform/src/beacons/index.ts', limit: '1.4 kB' }),
	budget({ name: 'platform/service-worker', path: 'shared/platform/src/push/service-worker.ts', limit: '1.5 kB' }),
	budget({ name: 'ui', path: 'shared/ui/src/index.ts', limit: '43.5 kB' }),
	budget({ name: 'ui/forms', path: 'shared/ui/src/forms.ts', limit: '39 kB' }),
	budget({ name: 'ui/data', path: 'shared/ui/src/data.ts', limit: '31.2 kB' }),
	budget({ name: 'ui/charts', path: 'shared/ui/src/charts.ts', limit: '24.7 kB' }),
	budget({ name: 'ui/tabs', path: 'shared/ui/src/tabs.ts', limit: '24 kB' }),
	budget({ name: 'ui/table', path: 'shared/ui/src/table.ts', limit: '47 kB' }),
];
