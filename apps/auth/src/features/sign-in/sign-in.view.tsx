import { isApiError } from '@flotilla/api-client';
import { useMessages } from '@flotilla/i18n';
import { useSession, useSessionState } from '@flotilla/session';
import { Alert, Anchor, Group, Icon, Stack } from '@flotilla/ui';
import { Checkbox } from '@flotilla/ui/forms';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { AccountPort } from '../../account/account-port.ts';
import { useSubmitForm } from '../../form/use-submit-form.ts';
import { accountMessages } from '../../messages/account.messages.ts';
import fieldClasses from '../../page/field.module.css';
import { FormMessage } from '../../page/form-message.tsx';
import { FormPage } from '../../page/form-page.tsx';
import { PasswordField } from '../../page/password-field.tsx';
import { ResendMail } from '../../page/resend-mail.tsx';
import { SubmitButton } from '../../page/submit-button.tsx';
import { EmailField } from '../../page/text-field.tsx';
import { textLink } from '../../page/text-link.tsx';
import { signInMessages } from './sign-in.messages.ts';
import { checkSignIn, noticeOf, readSignIn, signInFields, toLoginBody } from './sign-in.model.ts';

interface Props {
	account: Pick<AccountPort, 'resendVerification'>;
	registerPath: string;
	forgotPasswordPath: string;
	/** Whether the person comes from choosing a new password. */
	passwordChanged: boolean;
}

/** Whoever renders this leaves the page once the session says `signed-in`. */
export const SignIn = ({ account, registerPath, forgotPasswordPath, passwordChanged }: Props) => {
	const t = useMessages(signInMessages);
	const shared = useMessages(accountMessages);
	const session = useSession();
	const notice = useSessionState((state) => noticeOf(state.endedBecause, { passwordChanged }));
	const [unverified, setUnverified] = useState<string | null>(null);
	const email = useRef<HTMLInputElement>(null);
	const form = useSubmitForm({
		name: 'sign-in',
		fieldNames: signInFields,
		read: readSignIn,
		check: checkSignIn,
		waitsFor: (values) => values.email,
		submit: (values) => {
			setUnverified(null);
			return session.signIn(toLoginBody(values));
		},
		onRefused: (error, element) => {
			if (!isApiError(error)) return;
			if (error.code === 'INVALID_CREDENTIALS') offerNewPassword(element);
			if (error.code === 'EMAIL_NOT_VERIFIED') setUnverified(email.current?.value.trim() ?? '');
		},
	});
	const isLocked = form.message !== null && 'key' in form.message && form.message.key === 'locked';

	useEffect(() => email.current?.focus(), []);

	return (
		<FormPage
			title={shared('signIn')}
			subtitle={t.rich('newHere', { link: textLink(registerPath) })}
			notice={
				notice === null ? undefined : (
					<Alert role="status" color="blue" icon={<Icon name="info" />}>
						{t(notice)}
					</Alert>
				)
			}
		>
			<form aria-label={shared('signIn')} {...form.formProps}>
				<div className={fieldClasses.fields}>
					<EmailField ref={email} problem={form.problemOf('email')} defaultValue={form.waitIsFor} />
					<PasswordField
						name="password"
						label={shared('password')}
						autoComplete="current-password"
						problem={form.problemOf('password')}
					/>
					<Group justify="space-between" gap="sm" mb="md">
						<Checkbox name="rememberMe" label={t('rememberMe')} />
						<Anchor component={Link} to={forgotPasswordPath} underline="hover" size="sm">
							{t('forgot')}
						</Anchor>
					</Group>
					<SubmitButton busy={form.busy} waitSeconds={form.waitSeconds}>
						{shared('signIn')}
					</SubmitButton>
				</div>
			</form>
			{form.message === null ? null : (
				<Stack gap="md">
					<FormMessage problem={form.message}>
						{isLocked ? t.rich('lockedWayOut', { link: textLink(forgotPasswordPath) }) : undefined}
					</FormMessage>
					{unverified === null ? null : (
						<ResendMail waitName="mail" showsOutbox resend={() => account.resendVerification({ email: unverified })} />
					)}
				</Stack>
			)}
		</FormPage>
	);
};

/** The address stays; only the password has to be typed again. */
const offerNewPassword = (form: HTMLFormElement): void => {
	const password = form.elements.namedItem('password');
	if (!(password instanceof HTMLInputElement)) return;
	password.value = '';
	password.focus();
};
