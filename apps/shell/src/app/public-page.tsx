import { RemotePage, useRemoteState } from '@flotilla/federation';
import styles from './public-page.module.css';

/** A page for whoever is not signed in: it has no frame around it. Where its remote fails, the card has the screen to itself. */
export const PublicPage = ({ remote }: { remote: string }) => {
	const hasFailed = useRemoteState(remote).status === 'failed';
	return (
		<div {...(hasFailed && { role: 'main', className: styles.failed })}>
			<RemotePage remote={remote} fallback={null} />
		</div>
	);
};
