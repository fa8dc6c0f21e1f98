import { useSyncExternalStore } from 'react';
import { usePlatform } from '../platform-context.tsx';
import type { Push, PushState } from './create-push.ts';

/** Whether this device gets push messages, live, and how to change that. */
export const usePush = (): Pick<Push, 'turnOn' | 'turnOff'> & { state: PushState } => {
	const { push } = usePlatform();
	const state = useSyncExternalStore(push.onStateChange, () => push.state);
	return { state, turnOn: push.turnOn, turnOff: push.turnOff };
};
