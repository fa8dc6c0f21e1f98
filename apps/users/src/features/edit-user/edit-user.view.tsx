import { type Role, roles, type User, type UserStatus, userStatuses } from '@flotilla/contracts';
import { useUpdateUser } from '@flotilla/data-cache';
import { useSession, useSessionState } from '@flotilla/session';
import { Alert, Button, Group, Icon, SimpleGrid, Stack, Text } from '@flotilla/ui';
import { Select, TextInput } from '@flotilla/ui/forms';
import { type SubmitEvent, useState } from 'react';
import { roleNames, statusNames } from '../../person/person-names.ts';
import {
	changesOf,
	describeSaveFailure,
	editableFields,
	followUser,
	isDirty,
	type ProfileField,
	type ProfileFields,
	type SaveFailure,
	settleDraft,
	startDraft,
	typeInto,
} from './edit-user.model.ts';
import styles from './edit-user.module.css';

type SavePhase = 'idle' | 'saving' | 'saved' | SaveFailure;

/** The profile as a form; read-only where the signed-in person may not change it. */
export const EditUser = ({ user }: { user: User }) => {
	const session = useSession();
	const me = useSessionState((state) => state.user);
	const permissions = useSessionState((state) => state.permissions);
	const update = useUpdateUser();
	const [kept, setDraft] = useState(() => startDraft(user));
	const [phase, setPhase] = useState<SavePhase>('idle');

	const draft = followUser(kept, user);
	const editable = editableFields(user, { id: me?.id, can: (permission) => permissions.includes(permission) });
	const dirty = isDirty(draft);
	const saving = phase === 'saving';
	const refusal = typeof phase === 'object' && phase.kind === 'refused' ? phase : null;
	// Known from the answer to a save, or earlier from the live update. An optimistic save is not news.
	const overtaken = !saving && (isConflict(phase) || (dirty && user.version > draft.base.version));

	const type = <F extends ProfileField>(field: F, value: ProfileFields[F]): void => {
		setDraft(typeInto(draft, field, value));
		if (!saving && !isConflict(phase)) setPhase('idle');
	};
	const startAgain = (from: typeof draft): void => {
		setDraft(from);
		setPhase('idle');
	};

	const save = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
		event.preventDefault();
		if (!dirty || saving) return;
		setPhase('saving');
		try {
			const saved = await update(user.id, changesOf(draft), { ifMatch: draft.base.version, notify: false });
			setDraft((current) => settleDraft(current, draft, saved));
			setPhase('saved');
			if (saved.id === me?.id) session.replaceUser(saved);
		} catch (error) {
			// After a conflict the cache fetches their version, which arrives here as `user`.
			setPhase(describeSaveFailure(error));
		}
	};

	const text = (field: 'firstName' | 'lastName' | 'email') => ({
		name: field,
		value: draft.typed[field] ?? draft.base[field],
		onChange: (event: { currentTarget: HTMLInputElement }) => type(field, event.currentTarget.value),
		readOnly: !editable.has(field),
		error: refusal?.fields[field],
	});

	return (
		<form aria-label="Profile" noValidate onSubmit={(event) => void save(event)} className={styles.form}>
			<Stack gap="md">
				{overtaken && (
					<Alert role="alert" color="yellow" title="Somebody else changed this person in the meantime">
						<Stack gap="sm" align="flex-start">
							<Text size="sm">Nothing of yours was saved yet. Which version shall stand?</Text>
							<Group gap="xs">
								<Button size="xs" onClick={() => startAgain(startDraft(user))}>
									Take theirs
								</Button>
								<Button size="xs" variant="default" onClick={() => startAgain({ ...draft, base: user })}>
									Keep my changes
								</Button>
							</Group>
						</Stack>
					</Alert>
				)}
				{refusal !== null && refusal.message !== null && (
					<Alert role="alert" color="red">
						{refusal.message}
					</Alert>
				)}
				<SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
					<TextInput label="First name" autoComplete="off" {...text('firstName')} />
					<TextInput label="Last name" autoComplete="off" {...text('lastName')} />
				</SimpleGrid>
				<TextInput label="E-mail" type="email" autoComplete="off" {...text('email')} />
				<SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
					<Select
						label="Role"
						name="role"
						data={roles.map((value) => ({ value, label: roleNames[value] }))}
						value={draft.typed.role ?? draft.base.role}
						onChange={(value) => type('role', value as Role)}
						disabled={!editable.has('role')}
						error={refusal?.fields.role}
					/>
					<Select
						label="Status"
						name="status"
						data={userStatuses.map((value) => ({ value, label: statusNames[value] }))}
						value={draft.typed.status ?? draft.base.status}
						onChange={(value) => type('status', value as UserStatus)}
						disabled={!editable.has('status')}
						error={refusal?.fields.status}
					/>
				</SimpleGrid>
				{editable.size === 0 ? (
					<Text size="sm" c="dimmed">
						Your role lets you read this profile, not change it.
					</Text>
				) : (
					<Group gap="sm">
						<Button type="submit" loading={saving} disabled={!dirty || overtaken}>
							Save changes
						</Button>
						{dirty && !saving && (
							<Button variant="default" onClick={() => startAgain(startDraft(user))}>
								Undo
							</Button>
						)}
						<Text size="sm" c="dimmed" role="status" className={styles.state}>
							{saving && 'Saving…'}
							{phase === 'saved' && !dirty && (
								<>
									<Icon name="check" size={16} /> Saved
								</>
							)}
						</Text>
					</Group>
				)}
			</Stack>
		</form>
	);
};

const isConflict = (phase: SavePhase): boolean => typeof phase === 'object' && phase.kind === 'conflict';
