import { useNotifications } from '@flotilla/session';
import type { ComponentType } from 'react';
import type { OnDemand } from '../on-demand/create-on-demand.ts';
import { useOnDemand } from '../on-demand/use-on-demand.ts';

interface UseOverlayOnDemandOptions<P> {
	opened: boolean;
	code: OnDemand<P>;
	close: () => void;
	/** What a person is told where its code did not come. `key`: told once, however often they try. */
	notLoaded: { key: string; title: string; message?: string };
}

/** What lies over the page and whose code comes when it is first opened; null while it is closed or on its way. */
export const useOverlayOnDemand = <P>(options: UseOverlayOnDemandOptions<P>): ComponentType<P> | null => {
	const { opened, code, close, notLoaded } = options;
	const notifications = useNotifications();
	const type = useOnDemand({
		wanted: opened,
		code,
		onFailed() {
			close();
			notifications.add({ kind: 'warning', ...notLoaded });
		},
	});
	return opened ? type : null;
};
