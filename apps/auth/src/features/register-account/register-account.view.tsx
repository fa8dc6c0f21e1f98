import { useMessages } from '@flotilla/i18n';
import { Anchor } from '@flotilla/ui';
import { Checkbox } from '@flotilla/ui/forms';
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { AccountPort } from '../../account/account-port.ts';
import type { SentMail } from '../../account/sent-mail.ts';
import { problemText } from '../../form/problem.ts';
import { useSubmitForm } from '../../form/use-submit-form.ts';
import { accountMessages } from '../../messages/account.messages.ts';
import fieldClasses from '../../page/field.module.css';
import { FormMessage } from '../../page/form-message.tsx';
import { FormPage } from '../../page/form-page.tsx';
import { SubmitButton } from '../../page/submit-button.tsx';
import { EmailField, TextField } from '../../page/text-field.tsx';
import { textLink } from '../../page/text-link.tsx';
import { NewPasswordFields } from '../../password/new-password-fields.tsx';
import { registerAccountMessages } from './register-account.messages.ts';
import { checkRegistration, readRegistration, registerFields, toRegisterBody } from './register-account.model.ts';
import classes from './register-account.module.css';

interface Props {
	account: Pick<AccountPort, 'register'>;
	signInPath: string;
	/** Where the terms stand by themselves. */
	termsPath: string;
	/** The terms above this page, so that nothing typed is lost. */
	renderTerms(dialog: { onClose(): void }): ReactNode;
	onSent(mail: SentMail): void;
}

/** Asks for an account, which comes about when the link of the mail is followed. */
export const RegisterAccount = ({ account, signInPath, termsPath, renderTerms, onSent }: Props) => {
	const t = useMessages(registerAccountMessages);
	const shared = useMessages(accountMessages);
	const [showsTerms, setShowsTerms] = useState(false);
	const firstName = useRef<HTMLInputElement>(null);
	const form = useSubmitForm({
		name: 'register',
		fieldNames: registerFields,
		read: readRegistration,
		check: checkRegistration,
		submit: async (values) => {
			const { email, outboxPath } = await account.register(toRegisterBody(values));
			onSent({ email, purpose: 'verify', outboxPath });
		},
	});
	const termsProblem = form.problemOf('acceptTerms');

	useEffect(() => firstName.current?.focus(), []);

	const openTerms = (event: MouseEvent): void => {
		// Whoever wants them in a tab of their own gets them there.
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		setShowsTerms(true);
	};

	return (
		<FormPage title={shared('createAccount')} subtitle={t.rich('haveAccount', { link: textLink(signInPath) })}>
			<form aria-label={shared('createAccount')} {...form.formProps}>
				<div className={fieldClasses.fields}>
					<div className={classes.names}>
						<TextField
							ref={firstName}
							name="firstName"
							label={t('firstName')}
							autoComplete="given-name"
							problem={form.problemOf('firstName')}
						/>
						<TextField
							name="lastName"
							label={t('lastName')}
							autoComplete="family-name"
							problem={form.problemOf('lastName')}
						/>
					</div>
					<EmailField problem={form.problemOf('email')} />
					<NewPasswordFields
						label={shared('password')}
						problem={form.problemOf('password')}
						confirmProblem={form.problemOf('confirmPassword')}
					/>
					<Checkbox
						name="acceptTerms"
						className={classes.terms}
						label={t.rich('acceptTerms', {
							link: (chunks) => (
								<Anchor key="link" href={termsPath} underline="always" onClick={openTerms}>
									{chunks}
								</Anchor>
							),
						})}
						error={termsProblem === undefined ? undefined : problemText(shared, termsProblem)}
					/>
					<SubmitButton busy={form.busy} waitSeconds={form.waitSeconds}>
						{t('submit')}
					</SubmitButton>
				</div>
			</form>
			<FormMessage problem={form.message} />
			{showsTerms ? renderTerms({ onClose: () => setShowsTerms(false) }) : null}
		</FormPage>
	);
};
