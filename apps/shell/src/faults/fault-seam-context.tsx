import { createContext, use } from 'react';
import type { FaultSeam } from './fault-seam.ts';

const FaultSeamContext = createContext<FaultSeam | null>(null);

export const FaultSeamProvider = FaultSeamContext;

/** The page's seam. Throws outside a `FaultSeamProvider`. */
export const useFaultSeam = (): FaultSeam => {
	const seam = use(FaultSeamContext);
	if (seam === null) throw new Error('useFaultSeam needs a <FaultSeamProvider> above it.');
	return seam;
};
