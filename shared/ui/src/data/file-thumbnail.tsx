import { useState } from 'react';
import { Icon } from '../icon/icon.tsx';
import classes from './file-thumbnail.module.css';

export interface FileThumbnailProps {
	/** The picture's address; without it, or when it cannot be loaded, an icon of the type stands for it. */
	src?: string | null | undefined;
	mimeType: string;
	/** What the picture shows; `''` where the file's name is written beside it. */
	alt: string;
	/** Pixels. Default 32. */
	size?: number | undefined;
}

const iconOf = (mimeType: string) =>
	mimeType.startsWith('image/') ? 'image' : /^text\/|pdf|word/.test(mimeType) ? 'file-text' : 'file';

/** A small picture of a file, square, of the same size whether there is a picture or not. */
export function FileThumbnail({ src, mimeType, alt, size = 32 }: FileThumbnailProps) {
	const [failed, setFailed] = useState<string | null>(null);
	const shown = src !== null && src !== undefined && src !== failed;
	return (
		<span className={classes.thumbnail} style={{ inlineSize: size, blockSize: size }}>
			{shown ? (
				<img
					className={classes.picture}
					src={src}
					alt={alt}
					width={size}
					height={size}
					loading="lazy"
					decoding="async"
					onError={() => setFailed(src)}
				/>
			) : (
				<Icon name={iconOf(mimeType)} size={Math.round(size / 2)} {...(alt === '' ? {} : { label: alt })} />
			)}
		</span>
	);
}
