import { join } from 'node:path';
import { root } from '../../suite/build-apps.ts';
import { runCommand } from '../build/run-command.ts';

/** What a publish is made of, in milliseconds. */
export interface PublishParts {
	/** Until the command has read and hashed the build, the start of Node included. */
	read: number;
	/** Until the registry has said what it lacks. */
	announce: number;
	/** Until it has got that. */
	send: number;
	/** Until it has compressed it, written it down and moved the pointer, and the command has ended. */
	commit: number;
}

export interface FlotillaCommand {
	/** Publishes to production. */
	publish(folder: string, version: string): Promise<PublishParts>;
	promote(app: string, version: string): Promise<void>;
	rollback(app: string): Promise<void>;
	/** Milliseconds that the command takes to do nothing. */
	start(): Promise<number>;
}

/** The real command, as a process of its own each time. */
export const createFlotillaCommand = ({ registry, token }: { registry: string; token: string }): FlotillaCommand => {
	const env = { FLOTILLA_REGISTRY: registry, FLOTILLA_TOKEN: token };
	const run = (args: readonly string[], onNote?: (line: string) => void) =>
		runCommand({
			command: [process.execPath, join(root, 'apps/registry/bin/flotilla.mjs'), ...args],
			folder: root,
			env,
			...(onNote && { onNote }),
		});
	return {
		async publish(folder, version) {
			const startedAt = performance.now();
			const at = { read: 0, announced: 0, committing: 0 };
			const marks = { 'Read ': 'read', 'Build ': 'announced', Compressing: 'committing' } as const;
			const { time } = await run(['publish', folder, '--version', version], (line) => {
				for (const [start, name] of Object.entries(marks)) {
					if (line.startsWith(start)) at[name] = performance.now() - startedAt;
				}
			});
			return {
				read: at.read,
				announce: at.announced - at.read,
				send: at.committing - at.announced,
				commit: time - at.committing,
			};
		},
		async promote(app, version) {
			await run(['promote', app, version]);
		},
		async rollback(app) {
			await run(['rollback', app]);
		},
		start: async () => (await run(['--help'])).time,
	};
};
