import { useMessages } from '@flotilla/i18n';
import { Stack } from '@flotilla/ui';
import type { AccountPort } from '../../account/account-port.ts';
import type { SentMail } from '../../account/sent-mail.ts';
import { emailForm } from '../../form/email-form.ts';
import { useSubmitForm } from '../../form/use-submit-form.ts';
import fieldClasses from '../../page/field.module.css';
import { FormMessage } from '../../page/form-message.tsx';
import { SubmitButton } from '../../page/submit-button.tsx';
import { EmailField } from '../../page/text-field.tsx';
import { verifyEmailMessages } from './verify-email.messages.ts';

interface Props {
	account: Pick<AccountPort, 'resendVerification'>;
	onSent(mail: SentMail): void;
}

/** A fresh link for whoever says their address: the old one does not tell it. */
export const AskForLink = ({ account, onSent }: Props) => {
	const t = useMessages(verifyEmailMessages);
	const form = useSubmitForm({
		...emailForm,
		submit: async (values) => {
			const { email, outboxPath } = await account.resendVerification(values);
			onSent({ email, purpose: 'verify', outboxPath });
		},
	});
	return (
		<Stack gap="lg">
			<form aria-label={t('send')} {...form.formProps}>
				<div className={fieldClasses.fields}>
					<EmailField problem={form.problemOf('email')} />
					<SubmitButton busy={form.busy} waitSeconds={form.waitSeconds}>
						{t('send')}
					</SubmitButton>
				</div>
			</form>
			<FormMessage problem={form.message} />
		</Stack>
	);
};
