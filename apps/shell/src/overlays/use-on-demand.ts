import { type ComponentType, useEffect, useEffectEvent, useState } from 'react';

interface OnDemandOptions<P> {
	/** Whether it is asked for. */
	wanted: boolean;
	load: () => Promise<ComponentType<P>>;
	/** Its code did not come: without a network, say. Called once for each time that it is asked for. */
	onFailed: () => void;
}

/** A component whose code comes when it is first asked for; null until then. */
export const useOnDemand = <P>({ wanted, load, onFailed }: OnDemandOptions<P>): ComponentType<P> | null => {
	const [component, setComponent] = useState<{ type: ComponentType<P> } | null>(null);
	const isMissing = wanted && component === null;
	const fetchCode = useEffectEvent(async (isWanted: () => boolean) => {
		try {
			const type = await load();
			if (isWanted()) setComponent({ type });
		} catch {
			if (isWanted()) onFailed();
		}
	});
	useEffect(() => {
		if (!isMissing) return;
		let isWanted = true;
		void fetchCode(() => isWanted);
		return () => {
			isWanted = false;
		};
	}, [isMissing]);
	return component?.type ?? null;
};
