import { useMessages } from '@flotilla/i18n';
import { type ChangeEvent, type DragEvent, type ReactNode, useId, useRef, useState } from 'react';
import { Icon } from '../icon/icon.tsx';
import { uiMessages } from '../ui.messages.ts';
import classes from './drop-zone.module.css';

export interface DropZoneRejection {
	file: File;
	reason: 'type' | 'size';
}

export interface DropZoneProps {
	/** Gets what fits `accept` and `maxSize`, never an empty list. */
	onFiles: (files: File[]) => void;
	/** Gets the rest, so that somebody can say why. The server has the last word anyway. */
	onReject?: ((rejections: DropZoneRejection[]) => void) | undefined;
	/** MIME types and extensions, e.g. `['image/*', '.pdf']`. Default anything. */
	accept?: readonly string[] | undefined;
	/** Bytes. Default no limit. */
	maxSize?: number | undefined;
	/** More than one at a time. Default true. */
	multiple?: boolean | undefined;
	/** Default false. */
	disabled?: boolean | undefined;
	/** What it says. Default an icon and an invitation. */
	children?: ReactNode;
	/** What it is called. Default `Choose files or drop them here`, translated. */
	label?: string | undefined;
	/** Limits in words, e.g. `Images and PDF, up to 10 MB`. */
	hint?: ReactNode;
}

const fits = (file: File, accept: readonly string[]) =>
	accept.length === 0 ||
	accept.some((pattern) => {
		if (pattern.startsWith('.')) return file.name.toLowerCase().endsWith(pattern.toLowerCase());
		if (pattern.endsWith('/*')) return file.type.startsWith(pattern.slice(0, -1));
		return file.type === pattern;
	});

/** A place to drop files on; pressing it opens the system's file chooser. */
export function DropZone({
	onFiles,
	onReject,
	accept = [],
	maxSize = Number.POSITIVE_INFINITY,
	multiple = true,
	disabled = false,
	children,
	label: given,
	hint,
}: DropZoneProps) {
	const t = useMessages(uiMessages);
	const label = given ?? t('dropFiles');
	const hintId = useId();
	const [over, setOver] = useState(false);
	// Children raise enter and leave too; only the balance says whether the pointer is still inside.
	const depth = useRef(0);

	const take = (list: FileList | null) => {
		const given = [...(list ?? [])].slice(0, multiple ? undefined : 1);
		const rejections = given.flatMap((file): DropZoneRejection[] => {
			if (!fits(file, accept)) return [{ file, reason: 'type' }];
			return file.size > maxSize ? [{ file, reason: 'size' }] : [];
		});
		const rejected = new Set(rejections.map(({ file }) => file));
		const accepted = given.filter((file) => !rejected.has(file));
		if (accepted.length > 0) onFiles(accepted);
		if (rejections.length > 0) onReject?.(rejections);
	};

	const carriesFiles = (event: DragEvent) => !disabled && event.dataTransfer.types.includes('Files');

	return (
		<label
			className={classes.zone}
			data-over={over || undefined}
			data-disabled={disabled || undefined}
			onDragEnter={(event) => {
				if (!carriesFiles(event)) return;
				event.preventDefault();
				depth.current += 1;
				setOver(true);
			}}
			onDragOver={(event) => {
				if (!carriesFiles(event)) return;
				event.preventDefault();
				event.dataTransfer.dropEffect = 'copy';
			}}
			onDragLeave={(event) => {
				if (!carriesFiles(event)) return;
				depth.current = Math.max(0, depth.current - 1);
				if (depth.current === 0) setOver(false);
			}}
			onDrop={(event) => {
				if (!carriesFiles(event)) return;
				event.preventDefault();
				depth.current = 0;
				setOver(false);
				take(event.dataTransfer.files);
			}}
		>
			<input
				type="file"
				className={classes.input}
				aria-label={label}
				{...(hint === undefined ? {} : { 'aria-describedby': hintId })}
				accept={accept.join(',')}
				multiple={multiple}
				disabled={disabled}
				onChange={(event: ChangeEvent<HTMLInputElement>) => {
					take(event.currentTarget.files);
					// The same file chosen again must be a change again.
					event.currentTarget.value = '';
				}}
			/>
			{children ?? (
				<>
					<span className={classes.icon}>
						<Icon name="upload" size={20} />
					</span>
					<span className={classes.label}>{label}</span>
				</>
			)}
			{hint === undefined ? null : (
				<span id={hintId} className={classes.hint}>
					{hint}
				</span>
			)}
		</label>
	);
}
