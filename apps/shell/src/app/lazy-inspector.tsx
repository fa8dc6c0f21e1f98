import { useMessages } from '@flotilla/i18n';
import { useCan } from '@flotilla/session';
import { Suspense, useSyncExternalStore } from 'react';
import { useDeviceSetting } from '../device/device-setting.ts';
import { inspectorIsOpen } from '../device/inspector-setting.ts';
import { useFaultSeam } from '../faults/fault-seam-context.tsx';
import { createOnDemand } from '../on-demand/create-on-demand.ts';
import { useOverlayOnDemand } from '../overlays/use-overlay-on-demand.ts';
import { shortcutsMessages } from '../shortcuts/shortcuts.messages.ts';
import { appMessages } from './app.messages.ts';

const inspector = createOnDemand(async () => (await import('../features/inspect-page/inspector.view.tsx')).Inspector);

/** The developer panel, for who may see it: its code comes when it is first opened, and while faults are on. */
export const LazyInspector = () => {
	const t = useMessages(appMessages);
	const title = useMessages(shortcutsMessages)('toggleInspector');
	const mayInspect = useCan('platform:inspect');
	const isOpen = useDeviceSetting(inspectorIsOpen);
	const seam = useFaultSeam();
	const hasFaults = useSyncExternalStore(seam.subscribe, seam.isOn);
	const Inspector = useOverlayOnDemand({
		opened: mayInspect && (isOpen || hasFaults),
		code: inspector,
		close: () => inspectorIsOpen.set(false),
		notLoaded: { key: 'inspector', title: t('notLoaded', { title }), message: t('notLoadedHint') },
	});
	return (
		<Suspense fallback={null}>
			{Inspector !== null && <Inspector isOpen={isOpen} onClose={() => inspectorIsOpen.set(false)} />}
		</Suspense>
	);
};
