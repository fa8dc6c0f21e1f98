import * as z from 'zod/mini';
import { email } from '../http/fields.ts';
import { newPassword } from './new-password.ts';

/** For what is answered alike whether somebody has the address or not. */
export const emailBody = z.object({ email });
export type EmailBody = z.input<typeof emailBody>;

/** A mail may be on its way to `email`; whether one is, is not said. */
export const mailPromise = z.object({
	email: z.string(),
	message: z.string(),
	/** In development, where mails are shown and not sent: the path of the page that shows them. */
	outboxPath: z.optional(z.string()),
});
export type MailPromise = z.infer<typeof mailPromise>;

/** The token of a link in a mail: 32 bytes as base64url. */
const linkToken = z.string().check(z.minLength(1), z.maxLength(200));

export const verifyEmailBody = z.object({ token: linkToken });
export type VerifyEmailBody = z.input<typeof verifyEmailBody>;

export const verifiedEmail = z.object({
	email: z.string(),
	/**
	 * Set when the address was registered more than once: nobody knows whose password is whose, so none is kept.
	 * It is a token for `/auth/reset-password`, with which the owner of the address chooses one.
	 */
	passwordToken: z.nullable(z.string()),
});
export type VerifiedEmail = z.infer<typeof verifiedEmail>;

export const resetPasswordBody = z
	.object({ token: linkToken, password: newPassword, confirmPassword: z.string() })
	.check(
		z.refine((value) => value.password === value.confirmPassword, {
			path: ['confirmPassword'],
			error: 'The two passwords differ.',
		}),
	);
export type ResetPasswordBody = z.input<typeof resetPasswordBody>;

export const changePasswordBody = z
	.object({
		currentPassword: z.string().check(z.minLength(1), z.maxLength(128)),
		newPassword,
		confirmPassword: z.string(),
		/** Whether it signs out everywhere else. Default true. */
		endOtherSessions: z._default(z.boolean(), true),
	})
	.check(
		z.refine((value) => value.newPassword === value.confirmPassword, {
			path: ['confirmPassword'],
			error: 'The two passwords differ.',
		}),
	);
export type ChangePasswordBody = z.input<typeof changePasswordBody>;
