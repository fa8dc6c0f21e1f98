import type { StoredFile } from '@flotilla/contracts';
import { useFormat, useMessages } from '@flotilla/i18n';
import { ActionIcon, Icon, Menu, RelativeTime } from '@flotilla/ui';
import { memo, type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { downloadProps } from '../../file/download-props.ts';
import { FilePicture } from '../../file/file-picture.tsx';
import { sharedMessages } from '../../messages/shared.messages.ts';
import styles from './file-collection.module.css';
import type { FilesLayout } from './files-view.model.ts';
import { listFilesMessages } from './list-files.messages.ts';

/** What can be done with one file; a way that is not open to the person is left out. */
export interface FileActions {
	onRename?: ((file: StoredFile) => void) | undefined;
	onRemove?: ((file: StoredFile) => void) | undefined;
}

interface Props extends FileActions {
	file: StoredFile;
	layout: FilesLayout;
	/** Where its name leads. */
	to: string;
	isSelected: boolean;
	/** It is the one that takes the keyboard. */
	isActive: boolean;
	/** It has just come or changed. */
	isChanged: boolean;
	showOwner: boolean;
	/** In place of its name while somebody types another one. */
	renaming: ReactNode;
}

/** One file as a row or as a tile: the same parts, laid out by the style sheet. */
export const FileItem = memo((props: Props) => {
	const { file, layout, to, isSelected, isActive, isChanged, showOwner, renaming, onRename, onRemove } = props;
	const t = useMessages(listFilesMessages);
	const shared = useMessages(sharedMessages);
	const format = useFormat();
	// Its menu has nothing in it before somebody comes near: a thousand menus would be slow.
	const [isNear, setIsNear] = useState(false);
	const { filename: name } = file;
	const tabIndex = isActive ? 0 : -1;
	const come = () => setIsNear(true);

	return (
		<tr
			className={styles.item}
			data-file-id={file.id}
			data-changed={isChanged || undefined}
			data-renaming={renaming !== null || undefined}
			aria-selected={isSelected}
			tabIndex={tabIndex}
			onPointerEnter={come}
			onFocus={come}
		>
			<td className={styles.check}>
				<input type="checkbox" tabIndex={tabIndex} checked={isSelected} aria-label={t('select', { name })} readOnly />
			</td>
			<td className={styles.main}>
				{/* The name beside it says the same, and is reached by the keyboard. */}
				<Link className={styles.thumb} to={to} tabIndex={-1} aria-hidden draggable={false}>
					<FilePicture file={file} iconSize={layout === 'grid' ? 32 : 16} />
				</Link>
				{renaming ?? (
					<Link className={styles.name} to={to} tabIndex={tabIndex} title={name} draggable={false}>
						{name}
					</Link>
				)}
			</td>
			{showOwner && (
				<td className={styles.owner} title={file.ownerName}>
					{file.ownerName}
				</td>
			)}
			<td className={styles.size}>{format.bytes(file.size)}</td>
			<td className={styles.date}>
				<RelativeTime value={file.createdAt} />
			</td>
			<td className={styles.actions}>
				<ActionIcon
					component="a"
					{...downloadProps(file)}
					tabIndex={tabIndex}
					className={styles.download ?? ''}
					aria-label={shared('download', { name })}
				>
					<Icon name="download" />
				</ActionIcon>
				<Menu position="bottom-end">
					<Menu.Target>
						<ActionIcon tabIndex={tabIndex} aria-label={shared('more', { name })}>
							<Icon name="more" />
						</ActionIcon>
					</Menu.Target>
					<Menu.Dropdown>
						{isNear && (
							<>
								<Menu.Item
									component="a"
									{...downloadProps(file)}
									role="menuitem"
									leftSection={<Icon name="download" />}
								>
									{shared('downloadAction')}
								</Menu.Item>
								{onRename !== undefined && (
									<Menu.Item leftSection={<Icon name="edit" />} onClick={() => onRename(file)}>
										{shared('renameAction')}
									</Menu.Item>
								)}
								{onRemove !== undefined && (
									<Menu.Item color="red" leftSection={<Icon name="trash" />} onClick={() => onRemove(file)}>
										{shared('removeAction')}
									</Menu.Item>
								)}
							</>
						)}
					</Menu.Dropdown>
				</Menu>
			</td>
		</tr>
	);
});
FileItem.displayName = 'FileItem';
