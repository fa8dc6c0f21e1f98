import type { ImportUsersResult } from '@flotilla/contracts';
import { useFormat, useMessages } from '@flotilla/i18n';
import { importUsersMessages } from './import-users.messages.ts';
import styles from './import-users.module.css';

/** What became, or would become, of the rows. */
export const ImportSummary = ({ result }: { result: ImportUsersResult }) => {
	const t = useMessages(importUsersMessages);
	const format = useFormat();
	const figures = [
		{ key: 'new', count: result.imported },
		{ key: 'changed', count: result.updated },
		{ key: 'skipped', count: result.skipped },
		{ key: 'failed', count: result.failed },
	] as const;
	return (
		<dl className={styles.figures}>
			{figures.map(({ key, count }) => (
				<div key={key} className={styles.figure} data-bad={(key === 'failed' && count > 0) || undefined}>
					<dt>{t(key)}</dt>
					<dd>{format.number(count)}</dd>
				</div>
			))}
		</dl>
	);
};
