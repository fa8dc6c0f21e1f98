/** What is wrong with one thing that the page asks for. */
export type Fault =
	/** It comes, but so many milliseconds later. */
	| { kind: 'slow'; milliseconds: number }
	/** It answers with an error: this share of times, above 0 and up to 1. */
	| { kind: 'failing'; share: number }
	/** Nothing of it arrives. */
	| { kind: 'offline' };

/** The API, the realtime connection's socket, or a remote by its name. */
export type FaultTarget = 'api' | 'socket' | `remote:${string}`;

/** One fault a target. */
export type FaultSet = Readonly<Partial<Record<FaultTarget, Fault>>>;

/** Milliseconds; no fault is slower. */
export const maximumSlowness = 60_000;

/** What of a text from outside is a set of faults: what is not is left out. */
export const readFaults = (text: string | null): FaultSet => {
	try {
		const read: unknown = JSON.parse(text ?? '{}');
		const entries = Object.entries(Object(read)).filter(([target, fault]) => isFaultOf(target, fault));
		return Object.fromEntries(entries) as FaultSet;
	} catch {
		return {};
	}
};

const isTarget = (text: string): text is FaultTarget => /^(?:api|socket|remote:[a-z][a-z0-9-]*)$/.test(text);

/** A socket is there or not; all else can be late and wrong, too. */
export const isFaultOf = (target: string, fault: unknown): fault is Fault =>
	isTarget(target) && isFault(fault) && (target !== 'socket' || fault.kind === 'offline');

const isFault = (value: unknown): value is Fault => {
	const { kind, milliseconds, share } = Object(value) as Record<string, unknown>;
	if (kind === 'offline') return true;
	if (kind === 'slow') return isWithin(milliseconds, 1, maximumSlowness);
	return kind === 'failing' && isWithin(share, 0.01, 1);
};

const isWithin = (value: unknown, least: number, most: number): boolean =>
	typeof value === 'number' && value >= least && value <= most;
