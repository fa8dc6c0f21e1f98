import { describe, expect, it } from 'vitest';
import { createPush, type PushState, pushStorageKey } from './create-push.ts';
import { isPushError } from './push-error.ts';

const keys = { first: 'BAAA', second: 'BAAB' } as const;
const toBytes = (key: string) => Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0)).buffer;

/** A browser with a push service, and the server, as far as push messages go. */
const createWorld = () => {
	let count = 0;
	let subscription: PushSubscription | null = null;
	const world = {
		permission: 'default' as NotificationPermission,
		/** What the person answers. */
		answer: 'granted' as NotificationPermission,
		key: keys.first as string,
		serviceIsUp: true,
		refuse: undefined as Error | undefined,
		/** Endpoints that the server sends to. */
		server: new Set<string>(),
		stored: new Map<string, string>(),
		calls: [] as string[],
		endpoint: () => subscription?.endpoint,
		drop() {
			subscription = null;
		},
		/** Held until it is called. */
		release: undefined as (() => void) | undefined,
		holdKey: false,
	};
	const pushManager = {
		getSubscription: async () => subscription,
		async subscribe({ applicationServerKey }: PushSubscriptionOptionsInit) {
			if (!world.serviceIsUp) throw new DOMException('Registration failed.', 'AbortError');
			count += 1;
			const endpoint = `https://push.test/${count}`;
			const made = {
				endpoint,
				options: { userVisibleOnly: true, applicationServerKey: toBytes(String(applicationServerKey)) },
				toJSON: () => ({ endpoint, expirationTime: null, keys: { p256dh: 'p', auth: 'a' } }),
				async unsubscribe() {
					if (subscription === made) subscription = null;
					return true;
				},
			} as unknown as PushSubscription;
			subscription = made;
			return made;
		},
	} as unknown as PushManager;

	/** Another page of the same browser, or the same one loaded again. */
	const open = (supported = true) => {
		const push = createPush({
			api: {
				async publicKey() {
					world.calls.push('key');
					if (world.holdKey) await new Promise<void>((resolve) => (world.release = resolve));
					return world.key;
				},
				async subscribe(body) {
					world.calls.push('subscribe');
					if (world.refuse) throw world.refuse;
					expect(body).toEqual({ endpoint: body.endpoint, expirationTime: null, keys: { p256dh: 'p', auth: 'a' } });
					world.server.add(body.endpoint);
				},
				async unsubscribe(endpoint) {
					world.calls.push('unsubscribe');
					if (world.refuse) throw world.refuse;
					world.server.delete(endpoint);
				},
			},
			registration: async () => ({ pushManager }),
			permission: supported
				? {
						get permission() {
							return world.permission;
						},
						requestPermission: async () => {
							if (world.permission === 'default') world.permission = world.answer;
							return world.permission;
						},
					}
				: undefined,
			storage: {
				getItem: (key) => world.stored.get(key) ?? null,
				setItem: (key, value) => void world.stored.set(key, value),
				removeItem: (key) => void world.stored.delete(key),
			},
		});
		const states: PushState[] = [];
		push.onStateChange((to) => states.push(to));
		return { push, states };
	};
	return { world, open };
};

const turnedOn = async () => {
	const { world, open } = createWorld();
	const { push, states } = open();
	await push.begin('ada');
	await push.turnOn();
	return { world, open, push, states };
};

const codeOf = (promise: Promise<unknown>) =>
	promise.then(
		() => 'nothing',
		(error) => (isPushError(error) ? error.code : error.message),
	);

describe('turning it on', () => {
	it('asks the person, subscribes with the server’s key and tells the server', async () => {
		const { world, push, states } = await turnedOn();
		expect(states).toEqual(['off', 'changing', 'on']);
		expect(push.state).toBe('on');
		expect([...world.server]).toEqual([world.endpoint()]);
		expect(world.stored.get(pushStorageKey)).toBe('ada');
	});

	it.each([
		['denied', 'PUSH_BLOCKED', 'blocked'],
		['default', 'PUSH_DISMISSED', 'off'],
	] as const)('answered with %s is %s, and leaves nothing', async (answer, code, state) => {
		const { world, open } = createWorld();
		world.answer = answer;
		const { push } = open();
		await push.begin('ada');
		expect(await codeOf(push.turnOn())).toBe(code);
		expect([push.state, world.endpoint(), world.stored.size]).toEqual([state, undefined, 0]);
	});

	it('without a push service says so, and may be tried again', async () => {
		const { world, open } = createWorld();
		world.serviceIsUp = false;
		const { push } = open();
		await push.begin('ada');
		expect(await codeOf(push.turnOn())).toBe('PUSH_SERVICE_UNAVAILABLE');
		expect(push.state).toBe('off');
		world.serviceIsUp = true;
		await push.turnOn();
		expect(push.state).toBe('on');
	});

	it('that the server refuses leaves no subscription that nobody sends to', async () => {
		const { world, open } = createWorld();
		world.refuse = new Error('Too many.');
		const { push } = open();
		await push.begin('ada');
		expect(await codeOf(push.turnOn())).toBe('Too many.');
		expect([push.state, world.endpoint(), world.stored.size]).toEqual(['off', undefined, 0]);
	});

	it.each([
		['nobody is signed in', true, false],
		['the browser has no notifications', false, true],
	])('is not possible while %s', async (_why, supported, signedIn) => {
		const { push } = createWorld().open(supported);
		if (signedIn) await push.begin('ada');
		expect(await codeOf(push.turnOn())).toBe('PUSH_UNSUPPORTED');
		expect(push.state).toBe('unsupported');
	});
});

describe('a page that is loaded again', () => {
	it('asks the server nothing when it was never turned on', async () => {
		const { world, open } = createWorld();
		await open().push.begin('ada');
		expect(world.calls).toEqual([]);
	});

	it('has it on, and tells the server, whose session may be another one', async () => {
		const { world, open } = await turnedOn();
		const before = world.endpoint();
		world.server.clear();
		const { push } = open();
		await push.begin('ada');
		expect([push.state, [...world.server]]).toEqual(['on', [before]]);
	});

	it('subscribes anew when the server’s key is another one', async () => {
		const { world, open } = await turnedOn();
		const before = world.endpoint();
		world.key = keys.second;
		await open().push.begin('ada');
		expect(world.endpoint()).not.toBe(before);
		expect(world.server.has(world.endpoint() ?? '')).toBe(true);
	});

	it('subscribes anew when the browser dropped the subscription', async () => {
		const { world, open } = await turnedOn();
		world.drop();
		await open().push.begin('ada');
		expect(world.server.has(world.endpoint() ?? '')).toBe(true);
	});

	it('leaves it on when the server cannot be asked', async () => {
		const { world, open } = await turnedOn();
		world.refuse = new Error('No connection.');
		const { push } = open();
		await push.begin('ada');
		expect([push.state, world.stored.get(pushStorageKey)]).toEqual(['on', 'ada']);
		expect(world.endpoint()).toBeDefined();
	});

	it.each([
		['the person forbade it meanwhile', 'denied', 'ada', 'blocked'],
		['somebody else is signed in', 'granted', 'bea', 'off'],
	] as const)('has it off when %s, and the browser keeps no subscription', async (_why, permission, who, state) => {
		const { world, open } = await turnedOn();
		world.permission = permission;
		const { push } = open();
		await push.begin(who);
		expect([push.state, world.endpoint(), world.stored.size]).toEqual([state, undefined, 0]);
	});
});

describe('turning it off', () => {
	it('ends it here and at the server', async () => {
		const { world, push } = await turnedOn();
		await push.turnOff();
		expect([push.state, world.endpoint(), world.server.size, world.stored.size]).toEqual(['off', undefined, 0, 0]);
	});

	it('ends it here though the server cannot be told', async () => {
		const { world, push } = await turnedOn();
		world.refuse = new Error('No connection.');
		await push.turnOff();
		expect([push.state, world.endpoint(), world.stored.size]).toEqual(['off', undefined, 0]);
	});
});

describe('signing out', () => {
	it('leaves nothing on this device', async () => {
		const { world, push } = await turnedOn();
		await push.end();
		expect([push.state, world.endpoint(), world.stored.size]).toEqual(['unsupported', undefined, 0]);
		await push.begin('ada');
		expect(push.state).toBe('off');
	});

	it('while it is being turned on leaves nothing either', async () => {
		const { world, open } = createWorld();
		const { push } = open();
		await push.begin('ada');
		world.holdKey = true;
		const turning = push.turnOn();
		await expect.poll(() => world.release).toBeDefined();
		await push.end();
		world.release?.();
		await turning;
		expect([push.state, world.endpoint(), world.stored.size]).toEqual(['unsupported', undefined, 0]);
	});
});
