import type { RemoteReplacement } from '@flotilla/contracts';
import { useEffect, useState } from 'react';
import { useFederation } from './federation-context.tsx';
import type { RemoteError } from './remote-error.ts';

type Offer = Pick<RemoteReplacement, 'remote' | 'reload'>;

/** What could run in place of a remote that failed so; nothing until that is known. */
export const useReplacement = (error: RemoteError): Offer => {
	const federation = useFederation();
	const [found, setFound] = useState<{ error: RemoteError; offer: Offer } | null>(null);
	useEffect(() => {
		let isShown = true;
		void federation.findReplacement(error).then((offer) => isShown && setFound({ error, offer }));
		return () => {
			isShown = false;
		};
	}, [federation, error]);
	return found?.error === error ? found.offer : { remote: null, reload: false };
};
