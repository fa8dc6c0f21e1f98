import { endTask } from '@flotilla/data-cache/end-task';

/** Ends the current task, so that a touch is answered and what is there is painted; then goes on. */
export const yieldToBrowser = (): Promise<void> => endTask() ?? nextMessage();

const nextMessage = (): Promise<void> =>
	new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		// A timer would wait for 4 ms each time.
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
