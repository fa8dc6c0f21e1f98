import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { endpoints } from '@flotilla/contracts';
import { type ApiContract, apiContract, describeApi, pickOperations } from '@flotilla/contracts/open-api';
import type { Compiler } from '@rspack/core';
import { findUsedEndpoints } from './used-endpoints.ts';

/** Packages that name every endpoint there is, on behalf of whoever uses them. */
const notCallers = ['api-client', 'contracts', 'data-cache', 'i18n', 'testing', 'ui'];

const root = join(import.meta.dirname, '../..');

/** Whether the file is the app's, or of a package that calls the API by itself. */
const isCaller = (file: string): boolean =>
	file.startsWith(root + sep) &&
	!file.includes(`${sep}node_modules${sep}`) &&
	!notCallers.some((name) => file.startsWith(join(root, 'shared', name) + sep));

let whole: ApiContract | undefined;

/** The parts of the API's contract that these rows, as `group.name`, stand for. */
export const contractOf = (ids: ReadonlySet<string>): ApiContract => {
	const wanted = new Set<string>();
	for (const [group, rows] of Object.entries(endpoints)) {
		for (const [name, { method, path }] of Object.entries(rows)) {
			if (ids.has(`${group}.${name}`)) wanted.add(`${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`);
		}
	}
	whole ??= apiContract.parse(describeApi());
	// Events that a build listens to are in its `eventSchemas`.
	const { 'x-flotilla-events': _, ...contract } = pickOperations(whole, (operation) => wanted.has(operation));
	return contract;
};

/** Finds out which endpoints a build's code calls, and hands them on once all modules are known. */
export class UsedEndpointsPlugin {
	readonly #onFound: (contract: ApiContract) => void;

	constructor({ onFound }: { onFound: (contract: ApiContract) => void }) {
		this.#onFound = onFound;
	}

	apply(compiler: Compiler): void {
		compiler.hooks.thisCompilation.tap('UsedEndpointsPlugin', (compilation) => {
			// Before modules are merged: then not each of them has its file's name any longer.
			compilation.hooks.finishModules.tap('UsedEndpointsPlugin', (modules) => {
				const files = new Set<string>();
				for (const module of modules) {
					const file = module.nameForCondition();
					if (file !== undefined && file !== null && /\.tsx?$/.test(file) && isCaller(file)) files.add(file);
				}
				const used = new Set([...files].flatMap((file) => [...findUsedEndpoints(readFileSync(file, 'utf8'))]));
				this.#onFound(contractOf(used));
			});
		});
	}
}
