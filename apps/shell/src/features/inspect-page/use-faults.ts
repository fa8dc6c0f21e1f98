import { useSession } from '@flotilla/session';
import { useSyncExternalStore } from 'react';
import { type Faults, faultsOf } from '../../faults/create-faults.ts';
import type { FaultSet } from '../../faults/fault.ts';
import { useFaultSeam } from '../../faults/fault-seam-context.tsx';

interface UsedFaults {
	faults: Faults;
	current: FaultSet;
	isKept: boolean;
}

/** The page's faults, live. */
export const useFaults = (): UsedFaults => {
	const faults = faultsOf(useFaultSeam(), useSession());
	const current = useSyncExternalStore(faults.subscribe, faults.current);
	const isKept = useSyncExternalStore(faults.subscribe, faults.isKept);
	return { faults, current, isKept };
};
