import type { EventBus } from '@flotilla/event-bus';
import type { Federation } from '@flotilla/federation';
import type { LiveUpdates } from './live-update/create-live-updates.ts';

interface OfferOptions {
	federation: Federation;
	bus: Pick<EventBus, 'emit'>;
}

/** Hands another composition to what may go on with it without a reload; that code comes when there is one. */
export const createUpdateOffer = ({ federation, bus }: OfferOptions): ((compositionId: string) => Promise<void>) => {
	let coming: Promise<LiveUpdates> | undefined;
	const load = async () => {
		const { createLiveUpdates } = await import('./live-update/create-live-updates.ts');
		return createLiveUpdates({ federation, bus });
	};
	return async (compositionId) => {
		coming ??= load();
		try {
			await (await coming).offer(compositionId);
		} catch {
			coming = undefined;
			bus.emit('app:update-ready', { compositionId });
		}
	};
};
