import { type Role, roles, type UserStatus, userStatuses } from '@flotilla/contracts';
import { useFormat, useMessages } from '@flotilla/i18n';
import { useCan } from '@flotilla/session';
import { Button, CloseButton, ConfirmDialog, Icon, Menu } from '@flotilla/ui';
import { useState } from 'react';
import type { SelectedPeople } from '../../people-list/selected-people.ts';
import { personMessages } from '../../person/person.messages.ts';
import { tellNames } from './bulk-change.model.ts';
import { bulkChangeUsersMessages } from './bulk-change-users.messages.ts';
import styles from './bulk-change-users.module.css';
import { useBulkChange } from './use-bulk-change.ts';

/** How many are ticked, and what can be done to them. */
export const BulkChangeUsers = (people: SelectedPeople) => {
	const { count, total, selection, selectAll, clear } = people;
	const t = useMessages(bulkChangeUsersMessages);
	const person = useMessages(personMessages);
	const { run, busy } = useBulkChange(people);
	const [asks, setAsks] = useState(false);
	const canUpdate = useCan('users:update');
	const canUpdateRole = useCan('users:update-role');
	const canDelete = useCan('users:delete');

	return (
		<section className={styles.bar} aria-label={t('bar')}>
			<span className={styles.count} role="status">
				{t('selected', { count })}
			</span>
			{selection.kind === 'some' && count < total && (
				<Button variant="subtle" size="xs" onClick={selectAll}>
					{t('selectAll', { count: total })}
				</Button>
			)}
			<span className={styles.divider} />
			<div className={styles.actions}>
				{canUpdate && (
					<Choice
						label={t('status')}
						options={userStatuses.map((value) => ({ value, label: person(value) }))}
						busy={busy}
						onChoose={(status) => void run({ kind: 'update', updates: { status: status as UserStatus } })}
					/>
				)}
				{canUpdateRole && (
					<Choice
						label={t('role')}
						options={roles.map((value) => ({ value, label: person(value) }))}
						busy={busy}
						onChoose={(role) => void run({ kind: 'update', updates: { role: role as Role } })}
					/>
				)}
				{canDelete && (
					<Button
						variant="default"
						size="xs"
						leftSection={<Icon name="trash" size={14} />}
						disabled={busy}
						onClick={() => setAsks(true)}
					>
						{t('delete')}
					</Button>
				)}
			</div>
			<CloseButton size="sm" className={styles.close ?? ''} aria-label={t('clear')} onClick={clear} />
			<ConfirmDialog
				opened={asks}
				danger
				loading={busy}
				title={t('deleteTitle', { count })}
				confirmLabel={t('deleteConfirm', { count })}
				cancelLabel={t('cancel')}
				onCancel={() => setAsks(false)}
				onConfirm={() => void run({ kind: 'remove' }).finally(() => setAsks(false))}
			>
				<Doomed {...people} />
			</ConfirmDialog>
		</section>
	);
};

const Choice = ({
	label,
	options,
	busy,
	onChoose,
}: {
	label: string;
	options: readonly { value: string; label: string }[];
	busy: boolean;
	onChoose: (value: string) => void;
}) => (
	<Menu>
		<Menu.Target>
			<Button variant="default" size="xs" disabled={busy} rightSection={<Icon name="chevron-down" size={14} />}>
				{label}
			</Button>
		</Menu.Target>
		<Menu.Dropdown aria-label={label}>
			{options.map((option) => (
				<Menu.Item key={option.value} onClick={() => onChoose(option.value)}>
					{option.label}
				</Menu.Item>
			))}
		</Menu.Dropdown>
	</Menu>
);

/** Who would be deleted, by name where they were ticked one by one. */
const Doomed = ({ selection, names, count }: SelectedPeople) => {
	const t = useMessages(bulkChangeUsersMessages);
	const format = useFormat();
	if (selection.kind === 'all') return t('deleteAll', { count });
	if (names.length !== count) return t('deleteMany', { count });
	const told = tellNames(names);
	const all = told.others === 0 ? told.names : [...told.names, t('others', { count: told.others })];
	return t('deleteNamed', { names: format.list(all) });
};
