import { type AuditAction, type AuditEntry, auditActions, type User } from '@flotilla/contracts';
import { useFormat, useMessages } from '@flotilla/i18n';
import { useCan } from '@flotilla/session';
import {
	Anchor,
	Button,
	EmptyState,
	Group,
	Icon,
	NoPermission,
	RelativeTime,
	Skeleton,
	Stack,
	Text,
} from '@flotilla/ui';
import { SegmentedControl, Select } from '@flotilla/ui/forms';
import { useState } from 'react';
import { Link } from 'react-router';
import { LoadFailure } from '../../failure/load-failure.tsx';
import { personMessages } from '../../person/person.messages.ts';
import { ActivityChart } from './activity-chart.tsx';
import { describeAct, iconOf, keyOf, type Side } from './describe-act.ts';
import { showActivityMessages } from './show-activity.messages.ts';
import styles from './show-activity.module.css';
import { useActivity } from './use-activity.ts';

/** What happened to a person and what they did, by the audit log; for those who may read it. */
export const ShowActivity = ({ user }: { user: User }) => {
	const t = useMessages(showActivityMessages);
	return useCan('audit:read') ? (
		<Activity user={user} />
	) : (
		<NoPermission title={t('forbiddenTitle')} description={t('forbidden')} />
	);
};

const Activity = ({ user }: { user: User }) => {
	const t = useMessages(showActivityMessages);
	const [side, setSide] = useState<Side>('about');
	const [action, setAction] = useState<AuditAction | null>(null);
	const { entries, nextCursor, error, isLoading, more, refresh } = useActivity({
		userId: user.id,
		side,
		action,
		version: user.version,
	});

	return (
		<Stack gap="md" className={styles.activity}>
			<Group gap="sm" justify="space-between">
				<SegmentedControl
					aria-label={t('direction')}
					value={side}
					onChange={setSide}
					data={[
						{ value: 'about', label: t('about') },
						{ value: 'by', label: t('by') },
					]}
				/>
				<Select
					aria-label={t('kind')}
					className={styles.kind}
					value={action ?? ''}
					onChange={(value) => setAction(value === '' ? null : (value as AuditAction))}
					data={[
						{ value: '', label: t('allKinds') },
						...auditActions.map((value) => ({ value, label: t(`name.${keyOf(value)}` as 'name.users_created') })),
					]}
				/>
			</Group>
			<ActivityChart userId={user.id} side={side} isEmpty={entries?.length === 0 && action === null} />
			{error !== undefined && <LoadFailure what={t('subject')} error={error} onRetry={refresh} retrying={isLoading} />}
			{entries === undefined && error === undefined && <ActivitySkeleton />}
			{entries?.length === 0 && (
				<EmptyState
					icon={<Icon name="info" />}
					title={t(action === null ? 'empty' : 'emptyFilter')}
					{...(action === null && { description: t('emptyText') })}
				/>
			)}
			{entries !== undefined && entries.length > 0 && (
				<>
					<ol className={styles.acts} aria-label={t('list')} aria-busy={isLoading}>
						{entries.map((entry) => (
							<Act key={entry.id} entry={entry} side={side} userId={user.id} />
						))}
					</ol>
					{nextCursor === null ? (
						<Text size="sm" c="dimmed">
							{t('end')}
						</Text>
					) : (
						<div>
							<Button variant="default" loading={isLoading} onClick={more}>
								{t('more')}
							</Button>
						</div>
					)}
				</>
			)}
		</Stack>
	);
};

const Act = ({ entry, side, userId }: { entry: AuditEntry; side: Side; userId: string }) => {
	const t = useMessages(showActivityMessages);
	const person = useMessages(personMessages);
	const format = useFormat();
	const leadsTo = entry.subjectType === 'user' && entry.subjectId !== userId ? entry.subjectId : null;
	return (
		<li className={styles.act}>
			<span className={styles.icon} data-tone={iconOf(entry.action) === 'alert' ? 'warning' : undefined}>
				<Icon name={iconOf(entry.action)} size={14} />
			</span>
			<div className={styles.text}>
				<span className={styles.sentence}>{describeAct(entry, side, { activity: t, person, list: format.list })}</span>
				<span className={styles.details}>
					<RelativeTime value={entry.at} />
					{entry.ip !== null && <span>{t('address', { ip: entry.ip })}</span>}
					{side === 'by' && leadsTo !== null && entry.action !== 'users:deleted' && (
						<Anchor component={Link} to={`/users/${leadsTo}`} size="sm">
							{t('person')}
						</Anchor>
					)}
				</span>
			</div>
		</li>
	);
};

const ActivitySkeleton = () => (
	<ol className={styles.acts} aria-hidden="true">
		{Array.from({ length: 6 }, (_, index) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: skeletons are all alike.
			<li key={index} className={styles.act}>
				<Skeleton height={24} circle />
				<div className={styles.text}>
					<Skeleton height={12} mt={4} mb={8} maw={320} />
					<Skeleton height={10} mb={4} maw={120} />
				</div>
			</li>
		))}
	</ol>
);
