import type { PushSubscriptionBody } from '@flotilla/contracts';
import { PushError } from './push-error.ts';

/** Base64url without padding, as browsers and the server write keys. */
const toBase64Url = (bytes: ArrayBuffer): string =>
	btoa(String.fromCharCode(...new Uint8Array(bytes)))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace(/=+$/, '');

const wasMadeWith = ({ options }: PushSubscription, key: string): boolean =>
	options.applicationServerKey !== null && toBase64Url(options.applicationServerKey) === key.replace(/=+$/, '');

/**
 * The browser's subscription for this server key (base64url). One that was made with another key can get no
 * message any more and is replaced. Throws `PushError` PUSH_SERVICE_UNAVAILABLE.
 */
export const subscribeWith = async (manager: PushManager, key: string): Promise<PushSubscription> => {
	try {
		const existing = await manager.getSubscription();
		if (existing !== null && wasMadeWith(existing, key)) return existing;
		await existing?.unsubscribe();
		return await manager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
	} catch (cause) {
		throw new PushError('PUSH_SERVICE_UNAVAILABLE', { cause });
	}
};

/** What the server has to know to send messages. */
export const toBody = (subscription: PushSubscription): PushSubscriptionBody => {
	const { endpoint = '', expirationTime = null, keys = {} } = subscription.toJSON();
	return { endpoint, expirationTime, keys: { p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' } };
};
