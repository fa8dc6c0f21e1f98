import { usePlatform } from '@flotilla/platform';
import { useFaults } from './use-faults.ts';

/** Takes all faults away, and asks a server at once that the client spared because of them. */
export const useResetFaults = (): (() => void) => {
	const { client } = usePlatform();
	const { faults } = useFaults();
	return () => {
		faults.reset();
		client.circuit.retryNow();
	};
};
