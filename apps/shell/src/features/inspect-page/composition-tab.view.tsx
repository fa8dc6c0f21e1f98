import { useFederation } from '@flotilla/federation';
import { useFormat, useMessages } from '@flotilla/i18n';
import { CopyButton } from '@flotilla/ui';
import { DataTable } from '@flotilla/ui/data';
import { useState } from 'react';
import { AppState } from './app-state.view.tsx';
import { type AppRow, appRows } from './composition.model.ts';
import { Facts } from './facts.view.tsx';
import { inspectPageMessages } from './inspect-page.messages.ts';
import styles from './inspector.module.css';
import { Marks } from './marks.view.tsx';
import type { ReadChannel } from './read-channel.ts';
import { useChannel } from './use-channel.ts';
import { useFederationChanges } from './use-federation-changes.ts';

interface Props {
	/** Default: the registry that served the page. */
	readChannel?: ReadChannel;
}

/** Which builds this page runs, where each came from, and how it is. */
export const CompositionTab = ({ readChannel }: Props) => {
	const t = useMessages(inspectPageMessages);
	const format = useFormat();
	const federation = useFederation();
	useFederationChanges();
	// By the same clock as all other times of the page.
	const [loadedAt] = useState(() => Date.now() - performance.now());
	const { composition } = federation;
	const { status, channel } = useChannel(composition.channel, readChannel);
	const rows = appRows({ composition, federation, channel });
	return (
		<>
			<Facts
				entries={[
					{
						label: t('compositionId'),
						value: (
							<span className={styles.copied}>
								<code>{composition.id}</code>
								<CopyButton label={t('copyId')} value={composition.id} />
							</span>
						),
					},
					{
						label: t('channel'),
						value:
							channel === null
								? composition.channel
								: t('channelAt', { name: composition.channel, revision: channel.revision }),
					},
					{
						label: t('loaded'),
						value: (
							<time data-varies="" dateTime={new Date(loadedAt).toISOString()}>
								{format.date(loadedAt, 'date-time')}
							</time>
						),
					},
				]}
			/>
			{status === 'failed' && <p className={styles.note}>{t('channelFailed')}</p>}
			<DataTable<AppRow>
				label={t('apps')}
				rows={rows}
				rowKey={({ app }) => app}
				empty={null}
				columns={[
					{
						key: 'app',
						header: t('app'),
						render: ({ app }) => <span className={styles.name}>{app}</span>,
					},
					{
						key: 'version',
						header: t('version'),
						wrap: true,
						render: ({ version, replaced, live, marks }) => (
							<span className={styles.line}>
								<span>{version}</span>
								<Marks {...{ marks, replaced, live }} />
							</span>
						),
					},
					{ key: 'state', header: t('state'), wrap: true, render: (row) => <AppState row={row} /> },
					{ key: 'owner', header: t('owner'), render: ({ owner }) => owner ?? '–' },
					{ key: 'build', header: t('build'), render: ({ build }) => <code>{build}</code> },
					{
						key: 'checked',
						header: t('checked'),
						render: ({ isVerified, isSigned }) =>
							[t(isVerified ? 'byHash' : 'notChecked'), isSigned === null ? null : t(isSigned ? 'signed' : 'unsigned')]
								.filter((part) => part !== null)
								.join(' · '),
					},
					{
						key: 'since',
						header: t('liveSince'),
						render: ({ changedAt }) => (changedAt === null ? '–' : format.date(changedAt, 'date-time')),
					},
				]}
			/>
		</>
	);
};
