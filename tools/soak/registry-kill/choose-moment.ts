import type { Random } from '../../bench/statistics/random.ts';
import type { CommandKind } from './commands.ts';
import type { KillMoment } from './kill-switch.ts';

/** What a command does when nothing comes in between. */
export interface UsualTraffic {
	/** Milliseconds. */
	duration: number;
	requests: number;
	/** Of the bodies of requests. */
	bytes: number;
}

export interface UsualTrafficByKind {
	learn(kind: CommandKind, traffic: UsualTraffic): void;
	of(kind: CommandKind): UsualTraffic;
}

export const createUsualTraffic = (): UsualTrafficByKind => {
	const known = new Map<CommandKind, UsualTraffic>();
	return {
		learn: (kind, traffic) => void known.set(kind, traffic),
		of(kind) {
			const traffic = known.get(kind);
			if (traffic === undefined) throw new Error(`${kind} was never run without a kill.`);
			return traffic;
		},
	};
};

/** Milliseconds that a registry is at work on one request, commits excepted; a kill beyond it meets the next one. */
const workOnRequest = 40;

/**
 * Somewhere in a command, by time, by bytes, by the request it is at work on, or at an answer that nobody gets, each as
 * often as the others; the last request, which changes something, as often as all before it.
 */
export const chooseMoment = ({ usual, random }: { usual: UsualTraffic; random: Random }): KillMoment => {
	const request = () => (random() < 0.5 ? usual.requests : 1 + Math.floor(random() * usual.requests));
	const way = random();
	if (way < 0.25) return { by: 'time', after: random() * usual.duration * 1.1 };
	if (way < 0.4) return { by: 'bytes', count: 1 + Math.floor(random() * usual.bytes) };
	if (way < 0.75)
		return { by: 'request', count: request(), after: random() * Math.max(workOnRequest, usual.duration / 3) };
	return { by: 'answer', count: request() };
};
