import type { Fault, FaultTarget } from '../../faults/fault.ts';

export type FaultKind = 'none' | Fault['kind'];

/** What can be wrong with a target: a socket is there or not. */
export const faultKinds = (target: FaultTarget): readonly FaultKind[] =>
	target === 'socket' ? ['none', 'offline'] : ['none', 'slow', 'failing', 'offline'];

/** Milliseconds. */
const firstSlowness = 2_000;

/** A fault as it is when it is chosen. */
export const faultOfKind = (kind: FaultKind): Fault | null => {
	if (kind === 'none') return null;
	if (kind === 'slow') return { kind, milliseconds: firstSlowness };
	return kind === 'failing' ? { kind, share: 1 } : { kind };
};

/** A whole number between two bounds; null for any other text. */
export const readAmount = (text: string, { least, most }: { least: number; most: number }): number | null => {
	if (!/^\d{1,6}$/.test(text.trim())) return null;
	const amount = Number(text);
	return amount >= least && amount <= most ? amount : null;
};
