import { linkParameter } from '@flotilla/contracts';
import { useFederation } from '@flotilla/federation';
import { useFormat, useMessages } from '@flotilla/i18n';
import { Button, EmptyState, Icon } from '@flotilla/ui';
import { inspectPageMessages } from './inspect-page.messages.ts';
import styles from './inspector.module.css';
import { addressWithout, addressWithoutCohort, canariesOf } from './overrides.model.ts';
import type { ReadChannel } from './read-channel.ts';
import { useChannel } from './use-channel.ts';
import { useFederationChanges } from './use-federation-changes.ts';

interface Props {
	/** Default: the registry that served the page. */
	readChannel?: ReadChannel;
	/** Loads another address in this tab. Default: the browser does. */
	go?: (address: string) => void;
}

/** What makes this page another one than most people get, and the way back. */
export const OverridesTab = ({ readChannel, go = (address) => location.assign(address) }: Props) => {
	const t = useMessages(inspectPageMessages);
	const format = useFormat();
	const { composition, find } = useFederation();
	useFederationChanges();
	const { channel } = useChannel(composition.channel, readChannel);
	const { preview } = composition;
	const canaries = canariesOf(composition, channel);
	const replaced = composition.remotes.filter(({ app, build }) => find(app)?.build !== build);

	if (preview === undefined && canaries.length === 0 && replaced.length === 0) {
		return <EmptyState icon={<Icon name="check" />} title={t('noOverrides')} description={t('noOverridesHint')} />;
	}
	return (
		<ul className={styles.overrides}>
			{preview !== undefined && (
				<li className={styles.override}>
					<div>
						<p className={styles.name}>{t('byLink', preview)}</p>
						<p className={styles.dimmed}>{t('byLinkHint', { time: format.date(preview.expiresAt, 'date-time') })}</p>
					</div>
					<Button size="xs" variant="default" onClick={() => go(addressWithout(location, linkParameter))}>
						{t('leaveLink')}
					</Button>
				</li>
			)}
			{canaries.map(({ app, version, percent, cohort }) => (
				<li key={app} className={styles.override}>
					<div>
						<p className={styles.name}>{t('byCanary', { app, version })}</p>
						<p className={styles.dimmed}>
							{t(cohort === null ? 'byShareHint' : 'byCohortHint', { percent, cohort: cohort ?? '' })}
						</p>
					</div>
					{cohort !== null && (
						<Button size="xs" variant="default" onClick={() => go(addressWithoutCohort(location))}>
							{t('leaveCohort')}
						</Button>
					)}
				</li>
			))}
			{replaced.map(({ app, version }) => (
				<li key={app} className={styles.override}>
					<div>
						<p className={styles.name}>{t('byReplacement', { app, version: find(app)?.version ?? '' })}</p>
						<p className={styles.dimmed}>{t('byReplacementHint', { version })}</p>
					</div>
					<Button size="xs" variant="default" onClick={() => go(location.href)}>
						{t('reload')}
					</Button>
				</li>
			))}
		</ul>
	);
};
