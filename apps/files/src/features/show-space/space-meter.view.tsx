import { useFilesUsage } from '@flotilla/data-cache';
import { useFormat, useMessages } from '@flotilla/i18n';
import { Button, Meter, Popover, Skeleton } from '@flotilla/ui';
import { lazy, Suspense } from 'react';
import { showSpaceMessages } from './show-space.messages.ts';
import styles from './show-space.module.css';
import { describeSpace } from './space.model.ts';

const tones = { plenty: 'accent', little: 'warning', none: 'danger' } as const;

const SpaceByType = lazy(async () => ({ default: (await import('./space-by-type.view.tsx')).SpaceByType }));

/** How much of their space the signed-in person uses, in one line. Nothing when it cannot be told: it is not the page's point. */
export const SpaceMeter = () => {
	const t = useMessages(showSpaceMessages);
	const format = useFormat();
	const { data, error } = useFilesUsage();
	if (data === undefined && error !== undefined) return null;
	if (data === undefined) {
		return (
			<div className={styles.meter} aria-hidden>
				<Skeleton height={6} className={styles.bar ?? ''} />
				<div className={styles.words}>
					<Skeleton height={12} width={144} />
				</div>
			</div>
		);
	}
	const { left, share, level } = describeSpace(data);
	const used = format.bytes(data.used);
	return (
		<div className={styles.meter} data-level={level}>
			{share !== null && (
				<div className={styles.bar}>
					<Meter label={t('label')} hideLabel value={share} max={1} tone={tones[level]} />
				</div>
			)}
			<p className={styles.words}>
				{data.quota === null ? t('usedOnly', { used }) : t('used', { used, quota: format.bytes(data.quota) })}
				{level !== 'plenty' && left !== null && (
					<strong className={styles.warning}>
						{level === 'none' ? t('full') : t('nearlyFull', { left: format.bytes(left) })}
					</strong>
				)}
			</p>
			{data.used > 0 && (
				<Popover
					label={t('typesLabel')}
					target={
						<Button variant="subtle" color="gray" size="compact-sm">
							{t('byType')}
						</Button>
					}
				>
					<Suspense fallback={<Skeleton height={144} width={320} />}>
						<SpaceByType usage={data} />
					</Suspense>
				</Popover>
			)}
		</div>
	);
};
