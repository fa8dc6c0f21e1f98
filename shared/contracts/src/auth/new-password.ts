import * as z from 'zod/mini';

/** Characters (NIST SP 800-63B, 3.1.1.2). */
export const minimumPasswordLength = 10;
export const maximumPasswordLength = 128;

/** As long as that; nothing else is asked for. */
export const newPassword = z.string().check(z.minLength(minimumPasswordLength), z.maxLength(maximumPasswordLength));
