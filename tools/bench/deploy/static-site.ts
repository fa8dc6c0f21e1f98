import { mkdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../build/run-command.ts';
import { startNginx } from '../nginx/start-nginx.ts';

export interface StaticSite {
	url: string;
	/** The shell command that copies a build into a release of its own and points the site at it. */
	deployCommand(build: string, release: string): string;
	/** Runs it. */
	deploy(build: string, release: string): Promise<void>;
	/** Points the site at a release that is there. */
	switchTo(release: string): Promise<void>;
	/** The release that is served. */
	current(): Promise<string>;
	stop(): Promise<void>;
}

/**
 * A site as it is deployed without any tool: nginx serves a folder by a symlink that is replaced in one step. nginx
 * looks the link up for each request, so it need not even be told.
 */
export const startStaticSite = async (folder: string): Promise<StaticSite> => {
	const site = join(folder, 'site');
	await mkdir(join(site, 'releases'), { recursive: true });
	const nginx = await startNginx({
		folder,
		openFileCache: false,
		server: `
		root ${site}/current;
		add_header cache-control no-cache;
		include /etc/nginx/mime.types;
		location / { try_files $uri /index.html; }`,
	});
	const pointAt = (release: string) => `ln -sfn releases/${release} next && mv -T next current`;
	const run = async (command: string): Promise<void> => {
		await runCommand({ command: ['sh', '-c', command], folder: site });
	};
	const deployCommand: StaticSite['deployCommand'] = (build, release) =>
		`cd '${site}' && cp -r '${build}' releases/${release} && ${pointAt(release)}`;
	return {
		url: nginx.url,
		deployCommand,
		deploy: (build, release) => run(deployCommand(build, release)),
		switchTo: (release) => run(pointAt(release)),
		current: async () => (await readlink(join(site, 'current'))).replace('releases/', ''),
		stop: nginx.stop,
	};
};
