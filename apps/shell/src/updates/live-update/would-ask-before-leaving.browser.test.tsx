import { expect, it, onTestFinished } from 'vitest';
import { wouldAskBeforeLeaving } from './would-ask-before-leaving.ts';

const guard = (ask: (event: BeforeUnloadEvent) => void) => {
	const life = new AbortController();
	onTestFinished(() => life.abort());
	window.addEventListener('beforeunload', ask, { signal: life.signal });
	return () => life.abort();
};

it('says whether somebody would be asked, and asks nobody', () => {
	expect(wouldAskBeforeLeaving()).toBe(false);
	guard(() => {});
	expect(wouldAskBeforeLeaving()).toBe(false);
	const leave = guard((event) => event.preventDefault());
	expect(wouldAskBeforeLeaving()).toBe(true);
	leave();
	expect(wouldAskBeforeLeaving()).toBe(false);
});

it('hears who asks in the old way', () => {
	guard((event) => {
		event.returnValue = 'Leave?';
	});
	expect(wouldAskBeforeLeaving()).toBe(true);
});
