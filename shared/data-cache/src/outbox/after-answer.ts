import type { Operation } from './operation.ts';

/** What the server made of an operation; null: it took effect and its answer is lost. */
export interface Answered {
	readonly id: string;
	/** Null: unknown. */
	readonly version: number | null;
}

/** What is needed of an answer to go on: the id the server chose, and the version it has now. */
export const readAnswer = (operation: Operation, answer: unknown): Answered => {
	const { id, version } = Object(answer) as { id?: unknown; version?: unknown };
	// A version grows by one with each change: a guarded change whose answer is lost has made the next one.
	const assumed = operation.ifMatch === null ? null : operation.ifMatch + 1;
	return {
		id: typeof id === 'string' && id !== '' ? id : operation.targetId,
		version: typeof version === 'number' ? version : operation.action === 'create' ? 1 : assumed,
	};
};

/**
 * A dependant once what it waited for is carried out: it names the id the server chose, and was made on the version
 * that resulted. Without the latter the second of two changes made offline would conflict with the first.
 */
export const afterAnswer = (dependant: Operation, done: Operation, answered: Answered): Operation => {
	const isSameTarget = dependant.resource === done.resource && dependant.targetId === done.targetId;
	const renamed = answered.id === done.targetId ? dependant : renameTarget(dependant, done.targetId, answered.id);
	return {
		...renamed,
		dependsOn: dependant.dependsOn.filter((id) => id !== done.id),
		ifMatch: isSameTarget && dependant.ifMatch !== null ? answered.version : dependant.ifMatch,
	};
};

/** A dependant once what it waited for was discarded: it stands on what that stood on. */
export const afterDiscard = (dependant: Operation, discarded: Operation): Operation => {
	const isSameTarget = dependant.resource === discarded.resource && dependant.targetId === discarded.targetId;
	const dependsOn = new Set([...dependant.dependsOn.filter((id) => id !== discarded.id), ...discarded.dependsOn]);
	return {
		...dependant,
		dependsOn: [...dependsOn],
		ifMatch: isSameTarget && dependant.ifMatch !== null ? discarded.ifMatch : dependant.ifMatch,
	};
};

/** The operation with `from` replaced wherever it is named: as its target, in its address and in its body. */
export const renameTarget = (operation: Operation, from: string, to: string): Operation => ({
	...operation,
	targetId: operation.targetId === from ? to : operation.targetId,
	params: replaceText(operation.params, from, to) as Operation['params'],
	body: replaceText(operation.body, from, to),
});

const replaceText = (value: unknown, from: string, to: string): unknown => {
	if (value === from) return to;
	if (Array.isArray(value)) return value.map((item) => replaceText(item, from, to));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaceText(item, from, to)]));
};
