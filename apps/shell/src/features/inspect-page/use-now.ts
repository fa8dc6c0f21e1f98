import { useEffect, useState } from 'react';

/** Milliseconds since 1970, anew after each interval: for ages, and for what nobody tells about when it changes. */
export const useNow = (interval = 1_000): number => {
	const [now, setNow] = useState(() => Date.now());
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), interval);
		return () => clearInterval(timer);
	}, [interval]);
	return now;
};
