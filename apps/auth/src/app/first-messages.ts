import { checkMailMessages } from '../features/check-mail/check-mail.messages.ts';
import { forgotPasswordMessages } from '../features/forgot-password/forgot-password.messages.ts';
import { registerAccountMessages } from '../features/register-account/register-account.messages.ts';
import { resetPasswordMessages } from '../features/reset-password/reset-password.messages.ts';
import { showTermsMessages } from '../features/show-terms/show-terms.messages.ts';
import { signInMessages } from '../features/sign-in/sign-in.messages.ts';
import { verifyEmailMessages } from '../features/verify-email/verify-email.messages.ts';
import { accountMessages } from '../messages/account.messages.ts';
import { passwordMessages } from '../password/password.messages.ts';
import { appMessages } from './app.messages.ts';

/** The texts of all pages, so that none of them comes up without. They are one file. */
export const firstMessages = [
	accountMessages,
	appMessages,
	checkMailMessages,
	forgotPasswordMessages,
	passwordMessages,
	registerAccountMessages,
	resetPasswordMessages,
	showTermsMessages,
	signInMessages,
	verifyEmailMessages,
];
