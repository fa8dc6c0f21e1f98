import { type PushSubscription, type PushSubscriptionBody, pushEndpoints } from '@flotilla/contracts';
import type { ApiClient, CallOptions } from './client-types.ts';

/** Push messages of the server. Everything rejects with an `ApiError`. */
export interface PushApi {
	/** The key that a browser subscribes with, in base64url. */
	publicKey(options?: Pick<CallOptions, 'signal'>): Promise<string>;
	/** Has messages sent to this browser; the same endpoint again takes the place of the former. */
	subscribe(body: PushSubscriptionBody, options?: Pick<CallOptions, 'signal'>): Promise<PushSubscription>;
	/** Own subscriptions on all devices, newest first. */
	list(options?: Pick<CallOptions, 'signal' | 'dedupe'>): Promise<PushSubscription[]>;
	/** Answers the same whether there was one or not. */
	unsubscribe(endpoint: string, options?: Pick<CallOptions, 'signal'>): Promise<null>;
}

export const createPushApi = ({ request }: Pick<ApiClient, 'request'>): PushApi => ({
	publicKey: async (options) => (await request(pushEndpoints.publicKey, { ...options })).publicKey,
	subscribe: (body, options) => request(pushEndpoints.subscribe, { body, ...options }),
	list: async (options) => (await request(pushEndpoints.list, { ...options })).subscriptions,
	unsubscribe: (endpoint, options) => request(pushEndpoints.unsubscribe, { body: { endpoint }, ...options }),
});
