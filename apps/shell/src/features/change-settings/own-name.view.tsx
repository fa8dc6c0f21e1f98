import type { User } from '@flotilla/contracts';
import { useDescribeError, useNetworkState, useUpdateUser } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { useSession } from '@flotilla/session';
import { Alert, Button, Group, SimpleGrid, Stack, Text } from '@flotilla/ui';
import { TextInput } from '@flotilla/ui/forms';
import { type SubmitEvent, useRef, useState } from 'react';
import { changeSettingsMessages } from './change-settings.messages.ts';
import { changesOf, emptyFields, failureOf, type NameDraft, type NameFailure, nameFields } from './own-name.model.ts';
import styles from './settings.module.css';

type Phase = 'idle' | 'saving' | 'saved' | NameFailure;

/** The person's own name as a form. What they typed stays until it is saved. */
export const OwnName = ({ user }: { user: User }) => {
	const t = useMessages(changeSettingsMessages);
	const session = useSession();
	const update = useUpdateUser();
	const describe = useDescribeError();
	const network = useNetworkState();
	const [draft, setDraft] = useState<NameDraft>({});
	const [phase, setPhase] = useState<Phase>('idle');
	const [checked, setChecked] = useState(false);
	const form = useRef<HTMLFormElement>(null);

	const changes = changesOf(user, draft);
	const isDirty = Object.keys(changes).length > 0;
	const missing = checked ? emptyFields(draft) : [];
	const refused = typeof phase === 'object' && phase.kind === 'refused' ? phase : null;
	const conflict = typeof phase === 'object' && phase.kind === 'conflict' ? phase : null;

	const save = async (ifMatch: number) => {
		setChecked(true);
		const [firstEmpty] = emptyFields(draft);
		if (firstEmpty !== undefined) return form.current?.querySelector<HTMLElement>(`[name=${firstEmpty}]`)?.focus();
		setPhase('saving');
		try {
			const saved = await update(user.id, changes, { ifMatch, notify: false });
			// What was typed meanwhile is still to be saved.
			setDraft((current) => changesOf(saved, current));
			setPhase('saved');
			session.replaceUser(saved);
		} catch (error) {
			setPhase(failureOf(error, describe));
		}
	};
	const submit = (event: SubmitEvent<HTMLFormElement>) => {
		event.preventDefault();
		if (isDirty && phase !== 'saving') void save(user.version);
	};
	const takeTheirs = (theirs: User) => {
		session.replaceUser(theirs);
		setDraft({});
		setPhase('idle');
	};

	return (
		<form ref={form} aria-label={t('profile')} noValidate onSubmit={submit}>
			<Stack gap="md">
				{conflict !== null && (
					<Alert role="alert" color="yellow" title={t('conflict')}>
						<Stack gap="sm" align="flex-start">
							<Text size="sm">
								{t('conflictHint', { name: `${conflict.theirs.firstName} ${conflict.theirs.lastName}` })}
							</Text>
							<Group gap="xs">
								<Button size="xs" onClick={() => void save(conflict.theirs.version)}>
									{t('mine')}
								</Button>
								<Button size="xs" variant="default" onClick={() => takeTheirs(conflict.theirs)}>
									{t('theirs')}
								</Button>
							</Group>
						</Stack>
					</Alert>
				)}
				{refused?.message != null && (
					<Alert role="alert" color="red" title={t('notSaved')}>
						{refused.message}
					</Alert>
				)}
				<SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
					{nameFields.map((field) => (
						<TextInput
							key={field}
							label={t(field)}
							name={field}
							autoComplete={field === 'firstName' ? 'given-name' : 'family-name'}
							value={draft[field] ?? user[field]}
							error={missing.includes(field) ? t('required') : refused?.fields[field]}
							onChange={({ currentTarget: { value } }) => {
								setDraft((current) => ({ ...current, [field]: value }));
								if (phase !== 'saving') setPhase('idle');
							}}
						/>
					))}
				</SimpleGrid>
				<div className={styles.actions}>
					<Button type="submit" disabled={!isDirty} loading={phase === 'saving'}>
						{t('save')}
					</Button>
					<span role="status" className={styles.state}>
						{phase === 'saving' && t('saving')}
						{phase === 'saved' && t(network === 'online' ? 'saved' : 'savedHere')}
					</span>
				</div>
			</Stack>
		</form>
	);
};
