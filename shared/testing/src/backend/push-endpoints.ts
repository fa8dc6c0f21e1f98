import { pushEndpoints } from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import type { BackendInternals } from './backend-state.ts';
import { FakeFailure } from './failure.ts';
import { toHandler } from './to-handler.ts';

/** A point on P-256, as a browser takes it for `applicationServerKey`. */
export const fakePushPublicKey =
	'BOmpa_z1EtoPJEFP9Xn4vmF1IdnrMykLiJLe5toBxPs1tgC3fqVx8LdTgVd96EoHooetHJrHt9qTVaqjBpQdFb4';

const pushServices =
	/^https:\/\/(fcm\.googleapis\.com|updates\.push\.services\.mozilla\.com|[^/]+\.push\.apple\.com|[^/]+\.notify\.windows\.com)\//;

const isPublicKey = async (p256dh: string): Promise<boolean> => {
	const text = atob(p256dh.replaceAll('-', '+').replaceAll('_', '/'));
	const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
	const curve = { name: 'ECDH', namedCurve: 'P-256' };
	return crypto.subtle.importKey('raw', bytes, curve, false, []).then(
		() => true,
		() => false,
	);
};

const refuse = (field: string, message: string) =>
	new FakeFailure('VALIDATION_FAILED', { errors: { [field]: [message] } });

/** Browsers that want to be told; nothing is ever sent to them. */
export const fakePushEndpoints = (state: BackendInternals): RequestHandler[] => [
	toHandler(state, pushEndpoints.publicKey, () => ({ publicKey: fakePushPublicKey })),
	toHandler(state, pushEndpoints.subscribe, async ({ body: { endpoint, keys }, caller, session }) => {
		if (!pushServices.test(endpoint)) throw refuse('endpoint', 'This is not a push service that is known here.');
		if (!(await isPublicKey(keys.p256dh))) throw refuse('keys.p256dh', 'This is not a public key on P-256.');
		const known = state.pushSubscriptions.find((subscription) => subscription.endpoint === endpoint);
		const id = known?.userId === caller.id ? known.id : crypto.randomUUID();
		const subscription = { id, endpoint, createdAt: new Date().toISOString() };
		state.pushSubscriptions = [
			...state.pushSubscriptions.filter((other) => other !== known),
			{ ...subscription, userId: caller.id, sessionId: session.id },
		];
		return subscription;
	}),
	toHandler(state, pushEndpoints.list, ({ caller }) => ({
		subscriptions: state.pushSubscriptions.filter(({ userId }) => userId === caller.id).toReversed(),
	})),
	toHandler(state, pushEndpoints.unsubscribe, ({ body: { endpoint }, caller }) => {
		state.pushSubscriptions = state.pushSubscriptions.filter(
			(subscription) => subscription.endpoint !== endpoint || subscription.userId !== caller.id,
		);
		return null;
	}),
];
