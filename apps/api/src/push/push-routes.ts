import { pushEndpoints } from '@flotilla/contracts';
import type { RegisterEndpoint } from '../http/register-endpoint.ts';
import type { Push } from './create-push.ts';

export const registerPushRoutes = ({ register, push }: { register: RegisterEndpoint; push: Push }): void => {
	const { publicKey, subscriptions } = push;
	register(pushEndpoints.publicKey, async () => ({ publicKey }));
	register(pushEndpoints.subscribe, ({ subject, body }) => subscriptions.add(subject, body));
	register(pushEndpoints.list, async ({ subject }) => ({ subscriptions: await subscriptions.list(subject.userId) }));
	register(pushEndpoints.unsubscribe, async ({ subject, body }) => {
		await subscriptions.remove(subject.userId, body.endpoint);
		return null;
	});
};
