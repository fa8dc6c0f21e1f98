import { useEffect, useRef, useState } from 'react';
import type { EstimateStrength, PasswordStrength } from './password-strength.ts';

/** Milliseconds without a key until it is estimated: nobody reads a hint that changes with each letter. */
const pause = 120;

/** The estimate and its lists are fetched when somebody begins to type, once a page. */
let loading: Promise<EstimateStrength> | undefined;
const load = (): Promise<EstimateStrength> => {
	loading ??= import('./estimate-strength.ts').then(({ createStrengthEstimator }) => createStrengthEstimator());
	loading.catch(() => {
		// The next letter tries again.
		loading = undefined;
	});
	return loading;
};

/**
 * How strong what is being typed is; null while nobody knows, also where the estimate cannot be had: then people do
 * without.
 *
 * @param personal what others know of the person, looked up when it is estimated.
 */
export const usePasswordStrength = (password: string, personal: () => readonly string[]): PasswordStrength | null => {
	const [known, setKnown] = useState<{ password: string; strength: PasswordStrength } | null>(null);
	const latestPersonal = useRef(personal);
	latestPersonal.current = personal;

	useEffect(() => {
		if (password === '') return;
		let isCurrent = true;
		const estimated = load().catch(() => undefined);
		const timer = setTimeout(async () => {
			const estimate = await estimated;
			if (!isCurrent || estimate === undefined) return;
			setKnown({ password, strength: estimate(password, latestPersonal.current()) });
		}, pause);
		return () => {
			isCurrent = false;
			clearTimeout(timer);
		};
	}, [password]);

	// The one before stays until the next is known: the bar does not flicker.
	return password === '' ? null : (known?.strength ?? null);
};
