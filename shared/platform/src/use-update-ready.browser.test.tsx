import { createEventBus } from '@flotilla/event-bus';
import { createStoryWorld, StoryStage } from '@flotilla/testing/stories';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished } from 'vitest';
import { useUpdateReady } from './use-update-ready.ts';

const Ready = () => <output>{useUpdateReady() ?? 'none'}</output>;

it('tells of the last composition that was ready, also who looks afterwards', async () => {
	const world = await createStoryWorld();
	const { bus } = world.platform;
	bus.emit('app:update-ready', { compositionId: 'c-2' });
	bus.emit('app:update-ready', { compositionId: 'c-3' });

	const place = document.body.appendChild(document.createElement('div'));
	const root = createRoot(place);
	onTestFinished(() => {
		root.unmount();
		place.remove();
	});
	root.render(
		<StoryStage world={world} address="/">
			<Ready />
		</StoryStage>,
	);
	const text = () => place.querySelector('output')?.textContent;
	await expect.poll(text).toBe('c-3');
	bus.emit('app:update-ready', { compositionId: 'c-4' });
	await expect.poll(text).toBe('c-4');
	bus.emit('app:updated', { from: 'c-1', to: 'c-4', remotes: ['users'] });
	await expect.poll(text).toBe('none');
});

it('tells nothing of what the page went on to before anybody looked', () => {
	const bus = createEventBus();
	const heard: string[] = [];
	bus.emit('app:update-ready', { compositionId: 'c-2' });
	bus.emit('app:updated', { from: 'c-1', to: 'c-2', remotes: [] });
	bus.on('app:update-ready', ({ compositionId }) => heard.push(compositionId), { replay: true });
	expect(heard).toEqual([]);
});
