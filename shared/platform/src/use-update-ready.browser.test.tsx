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
});
