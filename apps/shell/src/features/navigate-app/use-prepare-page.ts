import { useFederation } from '@flotilla/federation';
import { preloadPage, usePlatform } from '@flotilla/platform';
import { type HTMLAttributes, useEffect, useMemo } from 'react';

/** Milliseconds that a link is pointed to until its page is prepared: who only passes over it means nothing by it. */
const intentDelay = 65;

type Handlers = Pick<
	HTMLAttributes<HTMLElement>,
	'onPointerEnter' | 'onPointerLeave' | 'onFocus' | 'onBlur' | 'onPointerDown'
>;

/**
 * What a link to a page listens to, so that the remote of the page is started and its data is asked for while somebody
 * points to the link, has the focus on it or begins to press it. Does nothing for who saves data or has no network.
 */
export const usePreparePage = (): ((path: string) => Handlers) => {
	const federation = useFederation();
	const platform = usePlatform();
	const intent = useMemo(() => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const prepare = async (path: string): Promise<void> => {
			const remote = federation.match(path);
			if (remote === undefined || !isWelcome()) return;
			await federation.prepare(remote.app);
			preloadPage({ platform, federation, address: { pathname: path, search: '' } });
		};
		const forget = () => clearTimeout(timer);
		const expect = (path: string, delay: number) => {
			forget();
			timer = setTimeout(() => void prepare(path), delay);
		};
		return { expect, forget };
	}, [federation, platform]);
	useEffect(() => intent.forget, [intent]);

	return (path) => ({
		onPointerEnter: () => intent.expect(path, intentDelay),
		onPointerLeave: intent.forget,
		onFocus: () => intent.expect(path, intentDelay),
		onBlur: intent.forget,
		onPointerDown: () => intent.expect(path, 0),
	});
};

/** Not in every browser's types. */
interface DataSaver {
	connection?: { saveData?: boolean };
}

const isWelcome = (): boolean => navigator.onLine && (navigator as DataSaver).connection?.saveData !== true;
