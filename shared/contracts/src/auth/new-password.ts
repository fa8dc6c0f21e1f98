import * as z from 'zod/mini';

/** 10 to 128 characters; nothing else is asked for (NIST SP 800-63B, 3.1.1.2). */
export const newPassword = z.string().check(z.minLength(10), z.maxLength(128));
