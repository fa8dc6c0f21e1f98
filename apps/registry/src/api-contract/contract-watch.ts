import { apiContract } from '@flotilla/contracts/open-api';
import type { Log } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import { keepContract, maximumDocument } from './api-contract-store.ts';

export interface ContractWatch {
	/**
	 * Asks the API what it offers and writes it down for the channel. An API that does not answer, or says what cannot be
	 * read, changes nothing: what was seen before counts. Never throws for that.
	 */
	refresh(): Promise<void>;
}

export interface ContractWatchOptions {
	database: Kysely<RegistrySchema>;
	/** The API's origin. */
	apiUrl: string;
	/** The channel whose pages this API serves. */
	channel: string;
	log: Log;
	/** Milliseconds to wait for the API. Default 2,000. */
	timeout?: number;
	/** Milliseconds for which an answer counts as new. Default 2,000. */
	maximumAge?: number;
	/** Milliseconds since 1970. Default `Date.now`. */
	now?: () => number;
}

export const createContractWatch = ({
	database,
	apiUrl,
	channel,
	log,
	timeout = 2_000,
	maximumAge = 2_000,
	now = () => Date.now(),
}: ContractWatchOptions): ContractWatch => {
	let asked = Number.NEGATIVE_INFINITY;
	let current: Promise<void> | undefined;

	const ask = async (): Promise<void> => {
		try {
			const response = await fetch(new URL('/api/openapi.json', apiUrl), { signal: AbortSignal.timeout(timeout) });
			if (!response.ok) throw new Error(`It answered ${response.status}.`);
			const document = apiContract.parse(JSON.parse(await readText(response)));
			if (await keepContract(database, channel, document)) log.info({ channel }, 'the API offers something new');
		} catch (error) {
			log.warn({ err: error, channel }, 'the API did not say what it offers: what it said last counts');
		}
	};

	return {
		refresh() {
			if (current !== undefined) return current;
			if (now() - asked < maximumAge) return Promise.resolve();
			current = ask().finally(() => {
				asked = now();
				current = undefined;
			});
			return current;
		},
	};
};

const readText = async (response: Response): Promise<string> => {
	let text = '';
	const decoder = new TextDecoder();
	for await (const chunk of response.body ?? []) {
		text += decoder.decode(chunk, { stream: true });
		if (text.length > maximumDocument) throw new Error(`It has more than ${maximumDocument} bytes.`);
	}
	return text + decoder.decode();
};
