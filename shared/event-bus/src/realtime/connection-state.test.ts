import { type ConnectionState, connectionStates } from '@flotilla/contracts';
import { expect, it } from 'vitest';
import { createConnectionState, stateTransitions } from './connection-state.ts';

/** The shortest way from `disconnected`. */
const wayTo = (goal: ConnectionState): ConnectionState[] => {
	const ways: ConnectionState[][] = [['disconnected']];
	for (const way of ways) {
		const last = way.at(-1) ?? 'disconnected';
		if (last === goal) return way.slice(1);
		ways.push(...stateTransitions[last].filter((next) => !way.includes(next)).map((next) => [...way, next]));
	}
	throw new Error(`No way leads to ${goal}.`);
};

it.each(
	connectionStates
		.flatMap((from) => connectionStates.map((to) => [from, to] as const))
		.filter(([from, to]) => from !== to),
)('%s -> %s is possible only when the table says so', (from, to) => {
	const changes: string[] = [];
	const machine = createConnectionState((next, before) => changes.push(`${before} -> ${next}`));
	for (const step of wayTo(from)) machine.move(step);
	const before = changes.length;
	if (stateTransitions[from].includes(to)) {
		machine.move(to);
		expect([machine.state, changes.slice(before)]).toEqual([to, [`${from} -> ${to}`]]);
	} else {
		expect(() => machine.move(to)).toThrow(RangeError);
		expect([machine.state, changes.slice(before)]).toEqual([from, []]);
	}
});

it('a move to where it is tells nobody', () => {
	const changes: string[] = [];
	const machine = createConnectionState((to) => changes.push(to));
	machine.move('disconnected');
	machine.move('connecting');
	machine.move('connecting');
	expect(changes).toEqual(['connecting']);
});
