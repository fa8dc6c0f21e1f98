import { defineEndpoint } from '../http/endpoint.ts';
import { noContent } from '../http/fields.ts';
import {
	pushPublicKey,
	pushSubscription,
	pushSubscriptionBody,
	pushSubscriptions,
	removePushSubscriptionBody,
} from './push.ts';

export const pushEndpoints = {
	publicKey: defineEndpoint({
		method: 'GET',
		path: '/push/public-key',
		summary: 'The key that a browser subscribes with',
		access: 'public',
		response: pushPublicKey,
	}),
	/** The same endpoint again takes the place of the former. */
	subscribe: defineEndpoint({
		method: 'POST',
		path: '/push/subscriptions',
		summary: 'Send push messages to this browser while nobody is connected',
		access: 'signed-in',
		body: pushSubscriptionBody,
		status: 201,
		response: pushSubscription,
	}),
	list: defineEndpoint({
		method: 'GET',
		path: '/push/subscriptions',
		summary: 'Own push subscriptions, newest first',
		access: 'signed-in',
		response: pushSubscriptions,
	}),
	/** Answers the same whether there was one or not. */
	unsubscribe: defineEndpoint({
		method: 'DELETE',
		path: '/push/subscriptions',
		summary: 'Send this browser no more push messages',
		access: 'signed-in',
		body: removePushSubscriptionBody,
		response: noContent,
	}),
} as const;
