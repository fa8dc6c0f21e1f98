import { useMessages } from '@flotilla/i18n';
import { useSessionState } from '@flotilla/session';
import { Alert, Group, Icon, Stack } from '@flotilla/ui';
import { Checkbox } from '@flotilla/ui/forms';
import { useRef, useState } from 'react';
import type { SettingsPort } from '../../account/settings-port.ts';
import { useSubmitForm } from '../../form/use-submit-form.ts';
import fieldClasses from '../../page/field.module.css';
import { FormMessage } from '../../page/form-message.tsx';
import { PasswordField } from '../../page/password-field.tsx';
import { SubmitButton } from '../../page/submit-button.tsx';
import { NewPasswordFields } from '../../password/new-password-fields.tsx';
import { changePasswordMessages } from './change-password.messages.ts';
import {
	changePasswordFields,
	checkChangePassword,
	readChangePassword,
	toChangePasswordBody,
} from './change-password.model.ts';
import classes from './change-password.module.css';

interface Props {
	account: Pick<SettingsPort, 'changePassword'>;
}

/** A section of the settings: another password for who is signed in. */
export const ChangePassword = ({ account }: Props) => {
	const t = useMessages(changePasswordMessages);
	const user = useSessionState((state) => state.user);
	const [done, setDone] = useState<'changed' | 'changedAndSignedOut' | null>(null);
	/** Counts forms that were sent: each begins empty. */
	const [round, setRound] = useState(0);
	const status = useRef<HTMLDivElement>(null);
	const form = useSubmitForm({
		name: 'change-password',
		fieldNames: changePasswordFields,
		read: readChangePassword,
		check: checkChangePassword,
		submit: async (values) => {
			setDone(null);
			// The form tells of its failure itself.
			await account.changePassword(toChangePasswordBody(values), { notify: false });
			setDone(values.endOtherSessions ? 'changedAndSignedOut' : 'changed');
			setRound((count) => count + 1);
			form.reset();
			status.current?.focus();
		},
	});
	if (user === null) return null;

	return (
		<div className={classes.card}>
			<form key={round} aria-label={t('form')} className={classes.form} {...form.formProps}>
				{/* For password managers: whose password it is. */}
				<input type="email" name="username" autoComplete="username" value={user.email} readOnly hidden />
				<div className={fieldClasses.fields}>
					<PasswordField
						name="currentPassword"
						label={t('current')}
						autoComplete="current-password"
						problem={form.problemOf('currentPassword')}
					/>
					<NewPasswordFields
						name="newPassword"
						label={t('newPassword')}
						problem={form.problemOf('newPassword')}
						confirmProblem={form.problemOf('confirmPassword')}
						personal={[user.firstName, user.lastName, user.email]}
					/>
					<Checkbox
						name="endOtherSessions"
						defaultChecked
						label={t('signOutElsewhere')}
						description={t('signOutElsewhereWhy')}
						mb="md"
					/>
				</div>
				<Stack gap="md">
					<Group>
						<SubmitButton busy={form.busy} waitSeconds={form.waitSeconds} fullWidth={false}>
							{t('submit')}
						</SubmitButton>
					</Group>
					<FormMessage problem={form.message} />
					<div ref={status} role="status" tabIndex={-1} className={classes.status}>
						{done === null ? null : (
							<Alert color="green" icon={<Icon name="success" />}>
								{t(done === 'changed' ? 'changed' : 'changedAndSignedOut')}
							</Alert>
						)}
					</div>
				</Stack>
			</form>
		</div>
	);
};
