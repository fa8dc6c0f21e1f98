import { type Composition, cohortParameter } from '@flotilla/contracts';
import type { ChannelStatus } from './read-channel.ts';

type Address = Pick<Location, 'pathname' | 'search' | 'hash'>;

const withParameters = ({ pathname, search, hash }: Address, change: (parameters: URLSearchParams) => void): string => {
	const parameters = new URLSearchParams(search);
	change(parameters);
	const rest = parameters.toString();
	return `${pathname}${rest === '' ? '' : `?${rest}`}${hash}`;
};

/** The same page without a parameter of its address. */
export const addressWithout = (address: Address, parameter: string): string =>
	withParameters(address, (parameters) => parameters.delete(parameter));

/** The same page, for a browser that is in no cohort from then on. */
export const addressWithoutCohort = (address: Address): string =>
	withParameters(address, (parameters) => parameters.set(cohortParameter, ''));

/** The canaries that this page has the candidate of. */
export const canariesOf = (
	{ shell, remotes }: Pick<Composition, 'shell' | 'remotes'>,
	channel: ChannelStatus | null,
): ChannelStatus['canaries'] =>
	(channel?.canaries ?? []).filter(({ app, version }) =>
		[shell, ...remotes].some((composed) => composed.app === app && composed.version === version),
	);
