import { ApiError } from '@flotilla/api-client';
import type { Permission } from '@flotilla/contracts';
import type { RunningRemote } from '@flotilla/federation';
import type { Session, SessionState } from '@flotilla/session';
import { type Fault, type FaultSet, type FaultTarget, isFaultOf, readFaults } from './fault.ts';
import { FaultError } from './fault-error.ts';
import type { FaultLine, FaultSeam } from './fault-seam.ts';
import { keptFaults } from './kept-faults.ts';

/** Whoever may set faults, and look into the page at all. */
export const inspectPermission: Permission = 'platform:inspect';

/** The faults of this page. They reach this tab alone: nothing is asked of a server that it would not be asked anyway. */
export interface Faults {
	/** The same object until something changes. */
	current(): FaultSet;
	/** Whether they hold after a reload of this tab. Default false. */
	isKept(): boolean;
	/**
	 * Sets or, with null, takes away what is wrong with a target. Throws `FaultError`: FAULT_NOT_ALLOWED for who has no
	 * `platform:inspect`, FAULT_INVALID for what is no fault of that target.
	 */
	set(target: FaultTarget, fault: Fault | null): void;
	/** Throws `FaultError` FAULT_NOT_ALLOWED. */
	keep(isKept: boolean): void;
	/** Everything as it was. */
	reset(): void;
	/** Answers how to stop. */
	subscribe(listener: () => void): () => void;
}

interface FaultsOptions {
	seam: Pick<FaultSeam, 'use' | 'cutSocket'>;
	session: { store: { getState(): Pick<SessionState, 'permissions'>; subscribe(listener: () => void): () => void } };
	/** From 0 up to, not including, 1. Default `Math.random`. */
	random?: () => number;
	/** Where they are kept over a reload. Default: the tab's own storage. */
	kept?: typeof keptFaults;
}

const none: FaultSet = {};

/** They end with the right to set them: by signing out, or by another role. */
export const createFaults = ({ seam, session, random = Math.random, kept = keptFaults }: FaultsOptions): Faults => {
	const listeners = new Set<() => void>();
	let faults = none;
	let isKept = false;

	const isAllowed = (): boolean => session.store.getState().permissions.includes(inspectPermission);
	const assertAllowed = (): void => {
		if (!isAllowed()) throw new FaultError('FAULT_NOT_ALLOWED', `Faults are for people with ${inspectPermission}.`);
	};

	const line: FaultLine = {
		beforeRequest(request, signal) {
			const fault = faults.api;
			if (fault === undefined) return undefined;
			if (fault.kind === 'slow') return delay(fault.milliseconds, signal);
			if (fault.kind === 'offline') return Promise.reject(new TypeError('A fault keeps requests from the API.'));
			if (random() >= fault.share) return undefined;
			const message = 'A fault of this page answers in place of the server.';
			return Promise.reject(new ApiError({ code: 'INTERNAL_ERROR', status: 500, message, request }));
		},
		letsSocketsThrough: () => faults.socket === undefined && faults.api?.kind !== 'offline',
		async loadRemote(address, load) {
			const fault = faults[`remote:${address.name}`];
			if (fault?.kind === 'offline') throw new TypeError(`A fault keeps the code of ${address.name} from arriving.`);
			if (fault?.kind === 'slow') await delay(fault.milliseconds);
			const module = await load(address);
			if (fault?.kind !== 'failing' || random() >= fault.share) return module;
			return {
				start: (): RunningRemote => {
					throw new Error(`A fault keeps ${address.name} from starting.`);
				},
			};
		},
	};

	const change = (next: FaultSet, nextKept = isKept): void => {
		const cutsSocket = (set: FaultSet) => set.socket !== undefined || set.api?.kind === 'offline';
		const isCut = cutsSocket(next) && !cutsSocket(faults);
		[faults, isKept] = [next, nextKept];
		const isOn = Object.keys(faults).length > 0;
		kept.write(isKept && isOn ? JSON.stringify(faults) : null);
		seam.use(isOn ? line : null);
		if (isCut) seam.cutSocket();
		for (const listener of [...listeners]) listener();
	};
	const reset = (): void => change(none, false);

	session.store.subscribe(() => {
		if (!isAllowed() && (isKept || faults !== none)) reset();
	});

	const left = readFaults(kept.read());
	if (Object.keys(left).length > 0) {
		if (isAllowed()) change(left, true);
		else reset();
	}

	return {
		current: () => faults,
		isKept: () => isKept,
		set(target, fault) {
			assertAllowed();
			if (fault !== null && !isFaultOf(target, fault))
				throw new FaultError('FAULT_INVALID', `This is no fault of ${target}: ${JSON.stringify(fault)}`);
			const { [target]: _, ...others } = faults;
			const next = fault === null ? others : { ...others, [target]: fault };
			change(Object.keys(next).length === 0 ? none : next);
		},
		keep(next) {
			assertAllowed();
			change(faults, next);
		},
		reset,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};

/** Rejects as soon as the signal aborts. */
const delay = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
	new Promise((resolve, reject) => {
		const giveUp = (): void => {
			clearTimeout(timer);
			reject(signal?.reason);
		};
		const timer = setTimeout(() => {
			signal?.removeEventListener('abort', giveUp);
			resolve();
		}, milliseconds);
		signal?.addEventListener('abort', giveUp, { once: true });
	});

const faultsOfSeams = new WeakMap<FaultSeam, Faults>();

/** The one set of faults of a page, whoever asks for it first. */
export const faultsOf = (seam: FaultSeam, session: Session): Faults => {
	const known = faultsOfSeams.get(seam) ?? createFaults({ seam, session });
	faultsOfSeams.set(seam, known);
	return known;
};
