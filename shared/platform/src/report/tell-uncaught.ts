import type { EventBus, Unsubscribe } from '@flotilla/event-bus';
import type { Federation } from '@flotilla/federation';
import { remoteOfStack } from './remote-of-stack.ts';

interface TellUncaughtOptions {
	bus: Pick<EventBus, 'emit'>;
	find: Federation['find'];
	/** What uncaught errors are heard on. Default: the window. */
	target?: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
	/** Events of one page; code that fails in a loop does not flood the bus. Default 100. */
	maximum?: number;
}

/** Tells on the bus of what nobody caught, and of whose code it was. Nothing where that cannot be told. */
export const tellUncaught = ({ bus, find, target = window, maximum = 100 }: TellUncaughtOptions): Unsubscribe => {
	let count = 0;
	const tell = (error: unknown): void => {
		const remote = error instanceof Error ? remoteOfStack(error.stack ?? null, find) : undefined;
		if (remote === undefined || !(error instanceof Error) || count >= maximum) return;
		count += 1;
		const { app, version, manifest } = remote;
		const message = `${error.name}: ${error.message}`;
		bus.emit('federation:error-uncaught', { remote: app, version, owner: manifest.owner, message });
	};
	const hearError = (event: Event): void => tell((event as ErrorEvent).error);
	const hearRejection = (event: Event): void => tell((event as PromiseRejectionEvent).reason);
	target.addEventListener('error', hearError);
	target.addEventListener('unhandledrejection', hearRejection);
	return () => {
		target.removeEventListener('error', hearError);
		target.removeEventListener('unhandledrejection', hearRejection);
	};
};
