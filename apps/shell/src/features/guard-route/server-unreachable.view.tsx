import { useFederation } from '@flotilla/federation';
import { useFormat, useMessages } from '@flotilla/i18n';
import { useSession } from '@flotilla/session';
import { Button, EmptyState, Icon, SupportDetails } from '@flotilla/ui';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { guardRouteMessages } from './guard-route.messages.ts';
import styles from './guard-route.module.css';

/** Nobody could say whether somebody is signed in; their cookie is untouched. */
export const ServerUnreachable = () => {
	const t = useMessages(guardRouteMessages);
	const format = useFormat();
	const session = useSession();
	const { composition } = useFederation();
	const { pathname } = useLocation();
	const [since] = useState(() => Date.now());
	const [trying, setTrying] = useState(false);
	const [failed, setFailed] = useState(false);

	const tryAgain = async () => {
		setTrying(true);
		setFailed(false);
		// Success changes the session, which takes this page away; failure leaves it, and says so.
		await session.restore().catch(() => setFailed(true));
		setTrying(false);
	};

	return (
		<main className={styles.alone}>
			<title>{`${t('unreachableTitle')} · Flotilla`}</title>
			<EmptyState
				isPage
				icon={<Icon name="wifi-off" />}
				title={t('unreachable')}
				description={t('unreachableHint')}
				action={
					<Button loading={trying} onClick={() => void tryAgain()}>
						{t('retry')}
					</Button>
				}
			/>
			<p role="status" className={styles.still}>
				{failed && t('stillUnreachable')}
			</p>
			<div className={styles.details}>
				<SupportDetails
					entries={[
						{ label: t('factPage'), value: pathname },
						{ label: t('factComposition'), value: composition.id },
						{ label: t('factTime'), value: format.date(since, 'date-time') },
					]}
					copyLabel={t('copy')}
				/>
			</div>
		</main>
	);
};
