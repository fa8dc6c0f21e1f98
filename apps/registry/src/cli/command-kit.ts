import type { Command } from 'commander';
import type { RegistryClient } from '../client/registry-client.ts';

/** What every command has: an address, a token, and whether the answer is JSON. */
export interface ConnectionOptions {
	registry: string;
	token?: string;
	json?: boolean;
}

/** What commands are made with. */
export interface CommandKit {
	program: Command;
	/** A command, or one below another, with the options that all have. */
	command(name: string, description: string, parent?: Command): Command;
	clientOf(options: ConnectionOptions): RegistryClient;
	/** The registry's origin. */
	registryOf(options: ConnectionOptions): string;
	answer(options: Pick<ConnectionOptions, 'json'>, value: unknown, lines: () => readonly string[]): void;
	terminal: { note(line: string): void };
	environment: Readonly<Record<string, string | undefined>>;
}
