import type { FakeSocket } from './fake-socket.ts';

/** What a page sees of its browser; fits the options of `createRealtime`. */
export interface FakeTab {
	clock: {
		now(): number;
		setTimeout(callback: () => void, delay: number): unknown;
		clearTimeout(handle: unknown): void;
	};
	locks: {
		request(
			name: string,
			options: { signal?: AbortSignal; steal?: boolean },
			callback: () => Promise<void>,
		): Promise<unknown>;
	};
	createChannel(name: string): {
		onmessage: ((event: { data: unknown }) => void) | null;
		postMessage(message: unknown): void;
		close(): void;
	};
	lifecycle: {
		isVisible(): boolean;
		onVisible(callback: () => void): () => void;
		onSuspend(callback: () => void): () => void;
		onResume(callback: () => void): () => void;
	};
	/** A socket of this tab: what comes in while it is frozen waits, and the tab's end is the socket's. */
	wrapSocket(socket: FakeSocket): FakeSocket;
	setVisible(visible: boolean): void;
	/** Nothing runs in the tab until `thaw`; `announced`: the page is told before and after, as browsers do. */
	freeze(options?: { announced?: boolean }): void;
	thaw(): void;
	/** Ends as a crash does, without a word to the page: locks go to the next in the queue, sockets break. */
	kill(): void;
	readonly frozen: boolean;
}

export interface FakeBrowser {
	openTab(): FakeTab;
	/** Decides what becomes of each message between tabs. Default: it arrives. */
	onMessage: () => 'arrives' | 'lost' | 'doubled';
}

interface Request {
	tab: object;
	grant(): void;
	broken(): void;
}

/** Tabs of one browser with locks, channels and lifecycle as specified, in one process and on the test's clock. */
export const createFakeBrowser = (): FakeBrowser => {
	const queues = new Map<string, Request[]>();
	const channels = new Map<string, Set<{ tab: object; deliver(data: unknown): void }>>();
	const browser: FakeBrowser = { openTab, onMessage: () => 'arrives' };

	const remove = (name: string, request: Request): void => {
		const queue = queues.get(name) ?? [];
		const at = queue.indexOf(request);
		if (at < 0) return;
		queue.splice(at, 1);
		if (at === 0) queue[0]?.grant();
	};

	function openTab(): FakeTab {
		const self = {};
		const ends: (() => void)[] = [];
		const listeners = {
			visible: new Set<() => void>(),
			suspend: new Set<() => void>(),
			resume: new Set<() => void>(),
		};
		let held: (() => void)[] = [];
		let frozen = false;
		let dead = false;
		let visible = true;
		let announcedFreeze = false;
		const run = (callback: () => void): void => {
			if (dead) return;
			if (frozen) held.push(callback);
			else callback();
		};
		const listen = (set: Set<() => void>) => (callback: () => void) => {
			set.add(callback);
			return () => void set.delete(callback);
		};
		const tell = (set: Set<() => void>): void => {
			for (const callback of [...set]) callback();
		};

		return {
			clock: {
				now: () => Date.now(),
				setTimeout: (callback, delay) => {
					const timer = { cancelled: false, handle: undefined as unknown };
					timer.handle = setTimeout(() => run(() => !timer.cancelled && callback()), delay);
					return timer;
				},
				clearTimeout: (handle) => {
					const timer = handle as { cancelled: boolean; handle: unknown } | undefined;
					if (timer === undefined) return;
					timer.cancelled = true;
					clearTimeout(timer.handle as ReturnType<typeof setTimeout>);
				},
			},
			locks: {
				request: (name, { signal, steal = false }, callback) =>
					new Promise((resolve, reject) => {
						const abort = (): void => {
							remove(name, request);
							reject(new DOMException('The request was aborted.', 'AbortError'));
						};
						const request: Request = {
							tab: self,
							grant() {
								signal?.removeEventListener('abort', abort);
								run(() =>
									callback()
										.finally(() => remove(name, request))
										.then(resolve, reject),
								);
							},
							broken: () => run(() => reject(new DOMException('The lock was stolen.', 'AbortError'))),
						};
						const queue = queues.get(name) ?? [];
						queues.set(name, queue);
						ends.push(() => remove(name, request));
						if (steal) {
							const robbed = queue.shift();
							queue.unshift(request);
							robbed?.broken();
							request.grant();
							return;
						}
						signal?.addEventListener('abort', abort, { once: true });
						queue.push(request);
						if (queue.length === 1) queueMicrotask(() => queue[0] === request && request.grant());
					}),
			},
			createChannel(name) {
				const members = channels.get(name) ?? new Set();
				channels.set(name, members);
				const channel: ReturnType<FakeTab['createChannel']> = {
					onmessage: null,
					postMessage(message) {
						if (dead) return;
						for (const other of members) {
							if (other === member) continue;
							const fate = browser.onMessage();
							if (fate === 'lost') continue;
							// As with the real one: a copy, in a later turn, in the order of posting.
							const copy = structuredClone(message);
							queueMicrotask(() => other.deliver(copy));
							if (fate === 'doubled') queueMicrotask(() => other.deliver(copy));
						}
					},
					close: () => void members.delete(member),
				};
				const member = { tab: self, deliver: (data: unknown) => run(() => channel.onmessage?.({ data })) };
				members.add(member);
				ends.push(() => channel.close());
				return channel;
			},
			lifecycle: {
				isVisible: () => visible,
				onVisible: listen(listeners.visible),
				onSuspend: listen(listeners.suspend),
				onResume: listen(listeners.resume),
			},
			wrapSocket(socket) {
				const wrapped: FakeSocket = {
					onopen: null,
					onmessage: null,
					onclose: null,
					onerror: null,
					send: (data) => !dead && socket.send(data),
					close: (code) => socket.close(code),
				};
				socket.onopen = () => run(() => wrapped.onopen?.());
				socket.onmessage = (event) => run(() => wrapped.onmessage?.(event));
				socket.onclose = (event) => run(() => wrapped.onclose?.(event));
				ends.push(() => socket.close(1006));
				return wrapped;
			},
			setVisible(next) {
				const appears = next && !visible;
				visible = next;
				if (appears) run(() => tell(listeners.visible));
			},
			freeze({ announced = false } = {}) {
				if (frozen) return;
				if (announced) tell(listeners.suspend);
				announcedFreeze = announced;
				frozen = true;
			},
			thaw() {
				if (!frozen) return;
				frozen = false;
				const waiting = held;
				held = [];
				if (announcedFreeze) tell(listeners.resume);
				for (const callback of waiting) run(callback);
			},
			kill() {
				dead = true;
				for (const end of ends) end();
			},
			get frozen() {
				return frozen;
			},
		};
	}

	return browser;
};
