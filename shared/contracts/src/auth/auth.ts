import * as z from 'zod/mini';
import { streamPosition } from '../events/realtime-frame.ts';
import { email, instant } from '../http/fields.ts';
import { personName, user } from '../users/user.ts';
import { newPassword } from './new-password.ts';
import { permission } from './permissions.ts';

/**
 * Where the refresh token goes: an `HttpOnly` cookie (default, for browsers) or the
 * body (for clients without a cookie jar).
 */
export const refreshTokenDelivery = z._default(z.enum(['cookie', 'body']), 'cookie');

export const loginBody = z.object({
	email,
	password: z.string().check(z.minLength(1), z.maxLength(128)),
	/** Keeps the cookie after the browser closes. Default false. */
	rememberMe: z._default(z.boolean(), false),
	refreshTokenDelivery,
});
export type LoginBody = z.input<typeof loginBody>;

export const registerBody = z
	.object({
		firstName: personName,
		lastName: personName,
		email,
		password: newPassword,
		confirmPassword: z.string(),
		acceptTerms: z.literal(true, { error: 'The terms have to be accepted.' }),
	})
	.check(
		z.refine((value) => value.password === value.confirmPassword, {
			path: ['confirmPassword'],
			error: 'The two passwords differ.',
		}),
	);
export type RegisterBody = z.input<typeof registerBody>;

export const me = z.object({ user, permissions: z.array(permission) });
export type Me = z.infer<typeof me>;

/** `token` lives `expiresIn` seconds and is kept in memory only. */
export const authResponse = z.object({
	user,
	permissions: z.array(permission),
	token: z.string(),
	expiresIn: z.int(),
	expiresAt: instant,
	/**
	 * The event log's last event before this answer. Whoever connects to `/ws` with it as `resume`
	 * misses nothing that happens between what it then fetches and its first event.
	 */
	position: streamPosition,
	/** Only with `refreshTokenDelivery: 'body'`. */
	refreshToken: z.optional(z.string()),
});
export type AuthResponse = z.infer<typeof authResponse>;

/** Browsers send no body: their token is in the cookie. */
export const refreshBody = z.optional(z.nullable(z.object({ refreshToken: z.optional(z.string()) })));
