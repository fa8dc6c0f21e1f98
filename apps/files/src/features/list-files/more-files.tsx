import { useMessages } from '@flotilla/i18n';
import { Button } from '@flotilla/ui';
import { useEffect, useEffectEvent, useRef } from 'react';
import { listFilesMessages } from './list-files.messages.ts';
import styles from './list-files.module.css';

interface Props {
	hasMore: boolean;
	isLoading: boolean;
	hasFailed: boolean;
	onMore: () => void;
}

/** Pixels before the end at which more is fetched, so that nobody waits for it. */
const ahead = 600;

/** The end of a growing list: it asks for more by itself when it comes near, and by its button. */
export const MoreFiles = ({ hasMore, isLoading, hasFailed, onMore }: Props) => {
	const t = useMessages(listFilesMessages);
	const end = useRef<HTMLDivElement>(null);
	// What failed is asked for again by a person: it would fail as long as the end is in sight.
	const comeNear = useEffectEvent(() => hasMore && !isLoading && !hasFailed && onMore());
	useEffect(() => {
		if (end.current === null || !hasMore || isLoading) return;
		const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && comeNear(), {
			rootMargin: `${ahead}px 0px`,
		});
		observer.observe(end.current);
		return () => observer.disconnect();
		// Observed anew after each load: the end may still be in sight.
	}, [hasMore, isLoading]);

	if (!hasMore) return null;
	return (
		<div ref={end} className={styles.end}>
			<Button variant="default" loading={isLoading} onClick={onMore}>
				{hasFailed ? t('moreFailed') : t('more')}
			</Button>
		</div>
	);
};
