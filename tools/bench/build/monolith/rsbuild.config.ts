// The peer of builds and of hot reload: the same shell and remotes as one app of Rsbuild, with what Rsbuild does by
// default. Only what the source needs is said: its messages, its browsers, and a page with a composition in it.
import { join } from 'node:path';
import { compositionElementId } from '@flotilla/contracts';
import { defineConfig } from '@rsbuild/core';
import { pluginReact } from '@rsbuild/plugin-react';
import { targets } from '../../../../rspack.config.base.ts';
import { messagesFiles } from '../../../build/compile-messages.ts';

const composition = {
	id: 'c-0000000000000000',
	channel: 'production',
	shell: { app: 'shell', version: '1.0.0', build: '0', entry: '', initial: { modules: [], styles: [] } },
	remotes: [],
};
const api = process.env.BENCH_API_URL ?? 'http://127.0.0.1:3001';

export default defineConfig({
	root: import.meta.dirname,
	plugins: [pluginReact()],
	source: { entry: { index: join(import.meta.dirname, 'main.ts') } },
	output: { overrideBrowserslist: targets },
	// Off by default; `BENCH_CACHE` is where a rebuild may keep what it can use again.
	performance: process.env.BENCH_CACHE ? { buildCache: { cacheDirectory: process.env.BENCH_CACHE } } : {},
	html: {
		title: 'Flotilla',
		mountId: 'root',
		tags: [
			{
				tag: 'script',
				attrs: { type: 'application/json', id: compositionElementId },
				children: JSON.stringify(composition),
				append: false,
			},
		],
	},
	server: { host: 'localhost', strictPort: true, proxy: { '/api': api, '/ws': { target: api, ws: true } } },
	tools: {
		rspack: (_configuration, { appendRules }) =>
			appendRules([
				{ test: messagesFiles, type: 'json', loader: join(import.meta.dirname, '../../../build/messages-loader.ts') },
				// A worker that a library starts by itself; Rsbuild knows `?url` of pictures, not of scripts.
				{ resourceQuery: /^\?url$/, type: 'asset/resource' },
			]),
	},
});
