import * as z from 'zod';

/** RFC 3339, UTC, with milliseconds. */
export const instant = z.iso.datetime();
