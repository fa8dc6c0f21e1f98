import { type ApiError, isApiError } from '@flotilla/api-client';
import type { ImportUsersQuery, ImportUsersResult } from '@flotilla/contracts';
import { useDataCache } from '@flotilla/data-cache';
import type { EventBus } from '@flotilla/event-bus';
import { useEffect, useRef, useState } from 'react';
import { type FilePreview, previewFile } from './import-users.model.ts';

export interface ImportChoices {
	mode: NonNullable<ImportUsersQuery['mode']>;
	onExisting: NonNullable<ImportUsersQuery['onExisting']>;
}

/** How far a file is. */
export interface ImportProgress {
	/** Percent of the file that is sent. */
	sent: number;
	/** New accounts so far, as the server tells of them. */
	imported: number;
}

/**
 * - `checking`: the server reads the file and changes nothing; `plan` is what an earlier check said, with other choices.
 * - `checked`: what would happen.
 * - `refused`: the file is none that can be imported, or the check broke off; null: this device cannot read it.
 * - `failed`: the import broke off; some rows may be imported.
 */
export type ImportPhase =
	| { name: 'empty' }
	| { name: 'checking'; progress: ImportProgress; plan: ImportUsersResult | null }
	| { name: 'checked'; plan: ImportUsersResult }
	| { name: 'refused'; error: ApiError | null }
	| { name: 'importing'; plan: ImportUsersResult; progress: ImportProgress }
	| { name: 'cancelled'; imported: number }
	| { name: 'failed'; error: ApiError; imported: number }
	| { name: 'done'; result: ImportUsersResult };

const noProgress: ImportProgress = { sent: 0, imported: 0 };

/** One file on its way into the list of people: checked first, then imported. It ends with the component. */
export const useImport = (bus: EventBus) => {
	const { api } = useDataCache();
	const [file, setFile] = useState<File | null>(null);
	const [preview, setPreview] = useState<FilePreview | null>(null);
	const [choices, setChoices] = useState<ImportChoices>({ mode: 'partial', onExisting: 'error' });
	const [phase, setPhase] = useState<ImportPhase>({ name: 'empty' });
	const life = useRef<AbortController | null>(null);
	useEffect(() => () => life.current?.abort(), []);

	const begin = (): AbortController => {
		life.current?.abort();
		life.current = new AbortController();
		return life.current;
	};

	const check = async (from: File, wanted: ImportChoices, before: ImportUsersResult | null = null): Promise<void> => {
		const own = begin();
		const { signal } = own;
		setPhase({ name: 'checking', progress: noProgress, plan: before });
		try {
			setPreview(await previewFile(from));
			// All or nothing refuses without saying what about; which rows are wrong is what is to be seen.
			const query = { onExisting: wanted.onExisting, mode: 'partial', dryRun: '1' } as const;
			const plan = await api.users.import(from, query, {
				signal,
				onProgress: ({ percentage }) =>
					!signal.aborted && setPhase({ name: 'checking', progress: { sent: percentage, imported: 0 }, plan: before }),
			});
			if (!signal.aborted) setPhase({ name: 'checked', plan });
		} catch (error) {
			// A file that was moved or changed since it was chosen cannot be read; no server was asked.
			if (!signal.aborted) setPhase({ name: 'refused', error: isApiError(error) ? error : null });
		}
	};

	const run = async (from: File, plan: ImportUsersResult): Promise<void> => {
		const own = begin();
		const { signal } = own;
		let progress = noProgress;
		const show = (next: Partial<ImportProgress>): void => {
			progress = { ...progress, ...next };
			if (!signal.aborted) setPhase({ name: 'importing', plan, progress });
		};
		show({});
		// The answer comes at the end; what the server tells everybody meanwhile says how far it is.
		bus.on('users:imported', ({ count }) => show({ imported: Math.min(plan.imported, progress.imported + count) }), {
			signal,
		});
		try {
			const result = await api.users.import(
				from,
				{ ...choices, dryRun: '0' },
				{ signal, onProgress: ({ percentage }) => show({ sent: percentage }) },
			);
			if (!signal.aborted) setPhase({ name: 'done', result });
		} catch (error) {
			if (!isApiError(error)) throw error;
			const { imported } = progress;
			setPhase(error.code === 'ABORTED' ? { name: 'cancelled', imported } : { name: 'failed', error, imported });
		} finally {
			own.abort();
		}
	};

	return {
		file,
		preview,
		choices,
		phase,
		choose(next: File): void {
			setFile(next);
			setPreview(null);
			void check(next, choices);
		},
		/** What to do with accounts that are there changes what would happen; the rest does not. */
		change(next: Partial<ImportChoices>): void {
			const wanted = { ...choices, ...next };
			setChoices(wanted);
			if (file === null || wanted.onExisting === choices.onExisting) return;
			void check(file, wanted, 'plan' in phase ? phase.plan : null);
		},
		checkAgain(): void {
			if (file !== null) void check(file, choices);
		},
		start(): void {
			if (file !== null && phase.name === 'checked') void run(file, phase.plan);
		},
		cancel(): void {
			life.current?.abort();
		},
		clear(): void {
			life.current?.abort();
			setFile(null);
			setPreview(null);
			setPhase({ name: 'empty' });
		},
	};
};

export type Import = ReturnType<typeof useImport>;
