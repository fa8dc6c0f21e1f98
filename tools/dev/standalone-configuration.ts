import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Configuration, rspack } from '@rspack/core';
import { ReactRefreshRspackPlugin } from '@rspack/plugin-react-refresh';
import { baseConfiguration } from '../../rspack.config.base.ts';
import { root } from '../suite/build-apps.ts';

/** One remote as a page of its own, with hot reload; see `src/standalone.tsx` of each remote. */
export const standaloneConfiguration = (app: string): Configuration => {
	const folder = join(root, 'apps', app);
	if (!existsSync(join(folder, 'src/standalone.tsx'))) throw new RangeError(`There is no remote named ${app}.`);
	const base = baseConfiguration({ folder, app, mode: 'development' });
	return {
		...base,
		entry: { main: './src/standalone.tsx' },
		output: { ...base.output, publicPath: '/', filename: '[name].js', chunkFilename: '[name].js' },
		plugins: [
			...(base.plugins ?? []),
			new ReactRefreshRspackPlugin(),
			new rspack.HtmlRspackPlugin({
				title: `${app} · Flotilla`,
				scriptLoading: 'module',
				templateContent:
					'<!doctype html><html lang="en"><head><link rel="icon" href="data:,"></head><body><div id="root"></div></body></html>',
			}),
		],
		infrastructureLogging: { level: 'warn' },
		stats: 'errors-warnings',
	};
};
