import { useMessages } from '@flotilla/i18n';
import { Anchor } from '@flotilla/ui';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { AccountPort } from '../../account/account-port.ts';
import type { SentMail } from '../../account/sent-mail.ts';
import { emailForm } from '../../form/email-form.ts';
import { useSubmitForm } from '../../form/use-submit-form.ts';
import { accountMessages } from '../../messages/account.messages.ts';
import fieldClasses from '../../page/field.module.css';
import { FormMessage } from '../../page/form-message.tsx';
import { FormPage } from '../../page/form-page.tsx';
import { SubmitButton } from '../../page/submit-button.tsx';
import { EmailField } from '../../page/text-field.tsx';
import { forgotPasswordMessages } from './forgot-password.messages.ts';

interface Props {
	account: Pick<AccountPort, 'forgotPassword'>;
	signInPath: string;
	onSent(mail: SentMail): void;
}

/** Asks for the mail with which a new password is chosen. */
export const ForgotPassword = ({ account, signInPath, onSent }: Props) => {
	const t = useMessages(forgotPasswordMessages);
	const shared = useMessages(accountMessages);
	const field = useRef<HTMLInputElement>(null);
	const form = useSubmitForm({
		...emailForm,
		submit: async (values) => {
			const { email, outboxPath } = await account.forgotPassword(values);
			onSent({ email, purpose: 'reset', outboxPath });
		},
	});

	useEffect(() => field.current?.focus(), []);

	return (
		<FormPage title={t('title')} subtitle={t('text')}>
			<form aria-label={t('title')} {...form.formProps}>
				<div className={fieldClasses.fields}>
					<EmailField ref={field} problem={form.problemOf('email')} />
					<SubmitButton busy={form.busy} waitSeconds={form.waitSeconds}>
						{t('submit')}
					</SubmitButton>
				</div>
			</form>
			<Anchor component={Link} to={signInPath} size="sm">
				{shared('backToSignIn')}
			</Anchor>
			<FormMessage problem={form.message} />
		</FormPage>
	);
};
