import { expect, it, onTestFinished } from 'vitest';
import { createEventBus } from './event-bus.ts';
import { relayBetweenTabs } from './tab-relay.ts';

/** A tab on the browser's own channels. */
const openTab = (source: string, userId: string) => {
	const bus = createEventBus({ source });
	const heard: string[] = [];
	bus.onAny(({ name, source: from }) => heard.push(`${from} ${name}`));
	const stop = relayBetweenTabs({ bus, userId });
	onTestFinished(stop);
	return { bus, heard, stop };
};

/** Resolves when a message posted now has come through every channel of the person. */
const caughtUp = async (userId: string) => {
	const mark = crypto.randomUUID();
	const ear = createEventBus();
	const stop = relayBetweenTabs({ bus: ear, userId });
	const arrived = new Promise<void>((resolve) => {
		ear.on('browser:data-changed', ({ key }) => key === mark && resolve());
	});
	const mouth = createEventBus();
	const stopMouth = relayBetweenTabs({ bus: mouth, userId });
	mouth.emit('browser:data-changed', { owner: 'probe', key: mark });
	await arrived;
	stop();
	stopMouth();
};
const unlessProbe = (heard: string[]) => heard.filter((line) => !line.startsWith('page '));

it('what is declared for all tabs is raised once in every other tab of the person, with its source', async () => {
	const [ada, bea] = [crypto.randomUUID(), crypto.randomUUID()];
	const [first, second, third, stranger] = [
		openTab('one', ada),
		openTab('two', ada),
		openTab('three', ada),
		openTab('four', bea),
	];
	first.bus.emit('browser:data-changed', { owner: 'users', key: 'columns' });
	await caughtUp(ada);
	await caughtUp(bea);
	for (const tab of [first, second, third]) expect(unlessProbe(tab.heard)).toEqual(['one browser:data-changed']);
	expect(unlessProbe(stranger.heard)).toEqual([]);
});

it('what is not declared, is not an event or has a wrong payload stays out', async () => {
	const ada = crypto.randomUUID();
	const [first, second] = [openTab('one', ada), openTab('two', ada)];
	first.bus.emit('federation:remote-started', { remote: 'users', version: '1.0.0' });
	const channel = new BroadcastChannel(`flotilla.bus.${ada}`);
	onTestFinished(() => channel.close());
	const outside = { source: 'x', id: '1', timestamp: new Date().toISOString() };
	for (const message of [
		null,
		'text',
		{ ...outside, name: 'session:signed-out', payload: { userId: null, reason: 'revoked' } },
		{ ...outside, name: 'browser:data-changed', payload: { owner: 7 } },
		{ name: 'browser:data-changed', payload: { owner: 'users', key: 'k' } },
	])
		channel.postMessage(message);
	await caughtUp(ada);
	expect(unlessProbe(second.heard)).toEqual([]);
	expect(second.bus.rejectedCount).toBe(1);
});

it('nothing is heard once it was stopped', async () => {
	const ada = crypto.randomUUID();
	const [first, second] = [openTab('one', ada), openTab('two', ada)];
	second.stop();
	first.bus.emit('browser:data-changed', { owner: 'users', key: 'columns' });
	second.bus.emit('browser:data-changed', { owner: 'users', key: 'order' });
	await caughtUp(ada);
	expect(unlessProbe(first.heard)).toEqual(['one browser:data-changed']);
	expect(unlessProbe(second.heard)).toEqual(['two browser:data-changed']);
});
