import { type ComponentType, useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { OnDemand } from './create-on-demand.ts';

interface UseOnDemandOptions<P> {
	/** Whether it is asked for. */
	wanted: boolean;
	code: OnDemand<P>;
	/** Its code did not come. Called once for each time that it is asked for. */
	onFailed: () => void;
}

/** A component whose code is fetched when it is wanted; null until it is here. */
export const useOnDemand = <P>({ wanted, code, onFailed }: UseOnDemandOptions<P>): ComponentType<P> | null => {
	const type = useSyncExternalStore(code.subscribe, code.known);
	const isMissing = wanted && type === null;
	const fail = useEffectEvent(onFailed);
	useEffect(() => {
		if (!isMissing) return;
		let isWanted = true;
		code.load().catch(() => isWanted && fail());
		return () => {
			isWanted = false;
		};
	}, [isMissing, code]);
	return type;
};
