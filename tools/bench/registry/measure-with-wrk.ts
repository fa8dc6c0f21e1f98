import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface WrkOptions {
	/** The server's origin. */
	url: string;
	/** Asked for one after another, by each connection. */
	paths: readonly string[];
	headers: Readonly<Record<string, string>>;
	/** Requests under way at a time. */
	connections: number;
	/** Seconds. */
	duration: number;
	/** For the script that says what to send. */
	folder: string;
	/** Of the process that answers. */
	pid: number;
}

export interface WrkSample {
	/** Requests answered a second. */
	rate: number;
	/** Microseconds of processor time, of all its threads, that the server spent on one. */
	cpu: number;
	/** Bytes of an answer on the wire, headers included. */
	bytes: number;
}

const quote = (text: string): string => JSON.stringify(text);

/** Lua: what is sent, and what came of it, as a line of JSON. */
const scriptOf = ({ paths, headers }: Pick<WrkOptions, 'paths' | 'headers'>): string => `
local paths = { ${paths.map(quote).join(', ')} }
local headers = { ${Object.entries(headers)
	.map(([name, value]) => `[${quote(name)}] = ${quote(value)}`)
	.join(', ')} }
local requests = {}
local count = 0
init = function()
	for index, path in ipairs(paths) do requests[index] = wrk.format("GET", path, headers) end
end
request = function()
	count = count + 1
	return requests[(count % #requests) + 1]
end
done = function(summary)
	local e = summary.errors
	io.write(string.format('\\nRESULT {"requests":%d,"micros":%d,"bytes":%d,"errors":%d}\\n',
		summary.requests, summary.duration, summary.bytes, e.connect + e.read + e.write + e.status + e.timeout))
end
`;

/** Hundredths of a second of processor time that a process has spent. Linux only. */
const ticksOf = async (pid: number): Promise<number> => {
	const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
	return Number(fields[11]) + Number(fields[12]);
};

/** One run of wrk with one thread. Throws when a request was answered by anything but 2xx or 3xx, or not at all. */
export const measureWithWrk = async ({
	url,
	paths,
	headers,
	connections,
	duration,
	folder,
	pid,
}: WrkOptions): Promise<WrkSample> => {
	const script = join(folder, `wrk-${process.hrtime.bigint()}.lua`);
	await writeFile(script, scriptOf({ paths, headers }));
	const before = await ticksOf(pid);
	const child = spawn('wrk', ['-t1', `-c${connections}`, `-d${duration}s`, '-s', script, url], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => {
		output += chunk;
	});
	await once(child, 'close');
	const ticks = (await ticksOf(pid)) - before;
	await rm(script);
	const line = /RESULT (\{.*\})/.exec(output)?.[1];
	if (line === undefined) throw new Error(`wrk said: ${output}`);
	const { requests, micros, bytes, errors } = JSON.parse(line) as Record<string, number> & { requests: number };
	if (requests === 0 || errors !== 0) throw new Error(`${errors} of ${requests} requests to ${url} failed.`);
	return {
		rate: requests / (Number(micros) / 1e6),
		cpu: (ticks * 10_000) / requests,
		bytes: Number(bytes) / requests,
	};
};
