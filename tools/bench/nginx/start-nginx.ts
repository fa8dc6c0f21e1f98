import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import getPort from 'get-port';

export interface Nginx {
	url: string;
	/** Of the process that serves. */
	workerPid(): Promise<number>;
	stop(): Promise<void>;
}

export interface NginxOptions {
	/** For its configuration, its log and its process id. */
	folder: string;
	/** What is in its `server` block beside the address it listens on. */
	server: string;
	/** Keeps files open that it has served. Default true, as it is quicker. */
	openFileCache?: boolean;
}

/** One nginx with one worker, as a registry is one process, set up to be quick: no access log, `sendfile`, long connections. */
export const startNginx = async ({ folder, server, openFileCache = true }: NginxOptions): Promise<Nginx> => {
	const port = await getPort();
	const url = `http://127.0.0.1:${port}`;
	const file = join(folder, 'nginx.conf');
	const configuration = `
load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
daemon off;
worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${folder}/nginx.pid;
error_log ${folder}/nginx-error.log warn;
events { worker_connections 1024; multi_accept on; }
http {
	access_log off;
	sendfile on;
	tcp_nopush on;
	keepalive_timeout 75;
	keepalive_requests 1000000000;
	client_body_temp_path ${folder}/nginx-body;
	proxy_temp_path ${folder}/nginx-proxy;
	fastcgi_temp_path ${folder}/nginx-fastcgi;
	uwsgi_temp_path ${folder}/nginx-uwsgi;
	scgi_temp_path ${folder}/nginx-scgi;
	${openFileCache ? 'open_file_cache max=1000 inactive=60s; open_file_cache_valid 60s;' : ''}
	server {
		listen 127.0.0.1:${port};
		location = /healthz { return 200; }
		${server}
	}
}
`;
	await writeFile(file, configuration);
	const child = spawn('nginx', ['-c', file, '-p', folder], { stdio: ['ignore', 'ignore', 'pipe'] });
	let complaint = '';
	child.stderr.on('data', (chunk: Buffer) => {
		complaint += chunk;
	});
	const ended = once(child, 'close');
	const stop = async () => {
		if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
		await ended;
	};
	for (let attempt = 0; ; attempt += 1) {
		const answer = await fetch(`${url}/healthz`).catch(() => undefined);
		if (answer?.ok) break;
		if (child.exitCode !== null || attempt > 200) {
			await stop();
			throw new Error(`nginx did not start: ${complaint.trim()}`);
		}
		await delay(25);
	}
	return {
		url,
		async workerPid() {
			const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
			return Number(children.trim().split(' ').at(-1));
		},
		stop,
	};
};
