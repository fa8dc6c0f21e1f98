import type { User } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { useSessionState } from '@flotilla/session';
import { Alert, Button, Group, Icon, Stack, Text } from '@flotilla/ui';
import type { ReactNode } from 'react';
import { useLeaveGuard } from '../../leave-guard/use-leave-guard.tsx';
import type { ProfileFields } from '../../profile-form/profile-fields.ts';
import { ProfileInputs } from '../../profile-form/profile-inputs.tsx';
import { editUserMessages } from './edit-user.messages.ts';
import { editableFields } from './edit-user.model.ts';
import styles from './edit-user.module.css';
import { type SavePhase, useProfileForm } from './use-profile-form.ts';

/** What has to be chosen from when somebody else was faster. */
export interface ProfileConflict {
	/** The version that was typed over. */
	base: User;
	mine: ProfileFields;
	/** The version of now. */
	theirs: User;
	/** A merged version is on its way. */
	saving: boolean;
	onChoose(merged: ProfileFields): void;
	onClose(): void;
}

interface Props {
	user: User;
	/** Lets a person choose between the versions. */
	renderConflict: (conflict: ProfileConflict) => ReactNode;
}

/** The profile as a form; read-only where the signed-in person may not change it. */
export const EditUser = ({ user, renderConflict }: Props) => {
	const t = useMessages(editUserMessages);
	const me = useSessionState((state) => state.user);
	const permissions = useSessionState((state) => state.permissions);
	const profile = useProfileForm(user);
	const { form, phase, saving, dirty, overtaken } = profile;
	const guard = useLeaveGuard(dirty);
	const editable = editableFields(user, { id: me?.id, permissions });

	return (
		<>
			{guard.question}
			{profile.isComparing &&
				renderConflict({
					base: profile.base,
					mine: profile.typed,
					theirs: user,
					saving,
					onChoose: (merged) => void profile.saveMerged(merged),
					onClose: () => profile.setComparing(false),
				})}
			<form
				aria-label={t('form')}
				noValidate
				onSubmit={(event) => void profile.save(event)}
				onInput={profile.touch}
				className={styles.form}
			>
				<Stack gap="md">
					{overtaken && (
						<Alert role="alert" color="yellow" title={t('overtakenTitle')}>
							<Stack gap="sm" align="flex-start">
								<Text size="sm">{t('overtakenText')}</Text>
								<Group gap="xs">
									<Button size="xs" onClick={() => profile.setComparing(true)}>
										{t('compare')}
									</Button>
									<Button size="xs" variant="default" onClick={profile.startAgain}>
										{t('takeTheirs')}
									</Button>
								</Group>
							</Stack>
						</Alert>
					)}
					{typeof phase === 'object' && (
						<Alert role="alert" color="red">
							{phase.refused}
						</Alert>
					)}
					<ProfileInputs
						register={form.register}
						control={form.control}
						errors={form.formState.errors}
						editable={editable}
					/>
					{editable.size === 0 ? (
						<Text size="sm" c="dimmed">
							{t('readOnly')}
						</Text>
					) : (
						<Group gap="sm" className={styles.actions}>
							<Button type="submit" loading={saving} disabled={!dirty || overtaken}>
								{t('save')}
							</Button>
							{dirty && !saving && (
								<Button variant="default" onClick={profile.startAgain}>
									{t('undo')}
								</Button>
							)}
							<SaveState phase={phase} dirty={dirty} />
						</Group>
					)}
				</Stack>
			</form>
		</>
	);
};

const SaveState = ({ phase, dirty }: { phase: SavePhase; dirty: boolean }) => {
	const t = useMessages(editUserMessages);
	return (
		<Text size="sm" c="dimmed" role="status" className={styles.state}>
			{phase === 'saving' && t('saving')}
			{phase === 'saved' && !dirty && (
				<>
					<Icon name="check" size={16} /> {t('saved')}
				</>
			)}
			{phase === 'queued' && !dirty && (
				<>
					<Icon name="wifi-off" size={16} /> {t('queued')}
				</>
			)}
		</Text>
	);
};
