import * as z from 'zod/mini';
import { id } from '../http/fields.ts';

/** Bytes of a picture that becomes an avatar; the server's `MAX_AVATAR_SIZE` may say otherwise. */
export const defaultMaximumAvatarSize = 5 * 1024 * 1024;

/** Types of pictures that may become an avatar; the server looks at the bytes. */
export const avatarTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] as const;

/** Where a person's picture is, relative to the origin: an id that nobody can guess, another one for each picture. */
export const avatarAddress = (userId: string, picture: string): string => `/api/users/${userId}/avatar/${picture}`;

export const avatarParams = z.object({ id, picture: id });
