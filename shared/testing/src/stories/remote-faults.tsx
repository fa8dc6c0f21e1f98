import type { StartRemote } from '@flotilla/federation';
import { useEffect } from 'react';
import type { StoryRemote } from './create-story-world.ts';

/** What may go wrong with a remote that somebody else deployed. */
export const remoteFaults = [
	'entry-missing',
	'throws-at-import',
	'throws-at-start',
	'throws-at-render',
	'throws-in-effect',
	'hangs',
	'slow',
] as const;
export type RemoteFault = (typeof remoteFaults)[number];

/** Milliseconds that the code of a slow remote takes to arrive. */
const slowArrival = 3_000;

/** The same remote, whose first try goes wrong; another try finds it well. */
export const withFault = (remote: StoryRemote, fault: RemoteFault): StoryRemote => {
	const whole = { start: remote.start };
	const atFirst =
		(wrong: () => Promise<{ start: StartRemote }>) =>
		(attempt: number): Promise<{ start: StartRemote }> =>
			attempt === 0 ? wrong() : Promise.resolve(whole);

	switch (fault) {
		case 'entry-missing':
			return {
				...remote,
				// As a browser says it of an address that answers 404.
				load: atFirst(async () => {
					throw new TypeError(`Failed to fetch dynamically imported module: /assets/${remote.name}/remote-entry.js`);
				}),
			};
		case 'throws-at-import':
			return {
				...remote,
				load: atFirst(async () => {
					throw new ReferenceError('process is not defined');
				}),
			};
		case 'hangs':
			return { ...remote, load: atFirst(() => new Promise(() => {})) };
		case 'slow':
			return {
				...remote,
				load: () => new Promise((resolve) => setTimeout(() => resolve(whole), slowArrival)),
			};
		case 'throws-at-start':
			return { ...remote, start: firstStart(remote.start, failToStart) };
		case 'throws-at-render':
			return { ...remote, start: firstStart(remote.start, async () => ({ Page: ThrowsAtRender })) };
		case 'throws-in-effect':
			return { ...remote, start: firstStart(remote.start, async () => ({ Page: ThrowsInEffect })) };
	}
};

const firstStart = (start: StartRemote, wrong: StartRemote): StartRemote => {
	let isFirst = true;
	return (context) => {
		const chosen = isFirst ? wrong : start;
		isFirst = false;
		return chosen(context);
	};
};

const failToStart: StartRemote = () => {
	throw new Error('The settings of this remote cannot be read.');
};

const ThrowsAtRender = (): never => {
	throw new TypeError("Cannot read properties of undefined (reading 'map')");
};

const ThrowsInEffect = () => {
	useEffect(() => {
		throw new TypeError('observer.observe is not a function');
	}, []);
	return <p>For a moment</p>;
};
