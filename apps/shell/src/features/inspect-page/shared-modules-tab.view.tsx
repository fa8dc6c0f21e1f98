import { readSharedModules, type SharedModuleUse } from '@flotilla/federation/inspect';
import { useFormat, useMessages } from '@flotilla/i18n';
import { Badge, EmptyState, Icon } from '@flotilla/ui';
import { DataTable } from '@flotilla/ui/data';
import { inspectPageMessages } from './inspect-page.messages.ts';
import styles from './inspector.module.css';
import { copiesOf } from './shared-modules.model.ts';
import { useFederationChanges } from './use-federation-changes.ts';

interface Props {
	/** Default: those of the page's federation runtime. */
	read?: () => readonly SharedModuleUse[];
}

/** What is in the page once for all, whose copy it is, and who took it. */
export const SharedModulesTab = ({ read = readSharedModules }: Props) => {
	const t = useMessages(inspectPageMessages);
	const format = useFormat();
	useFederationChanges();
	const modules = read();
	const copies = copiesOf(modules);
	return (
		<DataTable<SharedModuleUse>
			label={t('tab.shared')}
			rows={modules}
			rowKey={({ request, version, provider }) => `${request} ${version} ${provider}`}
			empty={<EmptyState icon={<Icon name="info" />} title={t('noShared')} description={t('noSharedHint')} />}
			columns={[
				{
					key: 'request',
					header: t('module'),
					render: ({ request }) => (
						<span className={styles.line}>
							<code>{request}</code>
							{copies.has(request) && (
								<Badge size="sm" variant="light" color="yellow">
									{t('severalCopies')}
								</Badge>
							)}
						</span>
					),
				},
				{ key: 'version', header: t('version'), render: ({ version }) => version },
				{ key: 'provider', header: t('provider'), render: ({ provider }) => provider },
				{
					key: 'users',
					header: t('usedBy'),
					wrap: true,
					render: ({ users }) => (users.length === 0 ? '–' : format.list([...users])),
				},
				{ key: 'loaded', header: t('inPage'), render: ({ isLoaded }) => t(isLoaded ? 'yes' : 'onDemand') },
			]}
		/>
	);
};
