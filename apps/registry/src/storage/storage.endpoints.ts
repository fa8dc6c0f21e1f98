import * as z from 'zod';
import { defineEndpoint } from '../http/registry-endpoint.ts';

export const storageEndpoints = {
	examine: defineEndpoint({
		method: 'POST',
		path: '/storage/examine',
		summary: 'Read every stored byte, and say what is not as it was published',
		access: 'administrator',
		response: z.object({
			files: z.int(),
			blobs: z.int(),
			bytes: z.int(),
			unsound: z.array(
				z.object({
					app: z.string(),
					path: z.string(),
					encoding: z.enum(['identity', 'br', 'gzip']),
					sha256: z.string(),
					problem: z.enum(['missing', 'damaged']),
				}),
			),
		}),
	}),
} as const;
