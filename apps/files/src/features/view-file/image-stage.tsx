import type { StoredFile } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { Loader } from '@flotilla/ui';
import { type KeyboardEvent, type PointerEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { StageBar } from './stage-bar.tsx';
import { StageProblem } from './stage-problem.tsx';
import { takeFocus } from './take-focus.ts';
import { useElementSize } from './use-element-size.ts';
import { viewFileMessages } from './view-file.messages.ts';
import styles from './view-file.module.css';
import {
	fitInto,
	fitted,
	maximumScale,
	type PictureView,
	type Point,
	panBy,
	panStep,
	pinchBy,
	type Size,
	zoomBy,
	zoomStep,
} from './zoom.model.ts';

const arrows: Readonly<Record<string, Point>> = {
	ArrowLeft: { x: panStep, y: 0 },
	ArrowRight: { x: -panStep, y: 0 },
	ArrowUp: { x: 0, y: panStep },
	ArrowDown: { x: 0, y: -panStep },
};

/** A picture: as large as fits, to be zoomed by wheel, pinch, buttons and keys, and moved once it is larger. */
export const ImageStage = ({ file }: { file: StoredFile }) => {
	const t = useMessages(viewFileMessages);
	const stage = useRef<HTMLDivElement>(null);
	const place = useElementSize(stage);
	const [natural, setNatural] = useState<Size | null>(null);
	const [hasFailed, setHasFailed] = useState(file.previewUrl === undefined);
	const [view, setView] = useState<PictureView>(fitted);
	/** Where the pointers are that hold the picture, by their ids: one moves it, two pinch it. */
	const held = useRef(new Map<number, Point>());
	const fit = natural === null ? { width: 0, height: 0 } : fitInto(natural, place);
	const isLarge = view.scale > 1;

	// From the view of then: several of them may come before the next render.
	const zoom = (factor: number, at?: Point) =>
		setView((before) => zoomBy(before, factor, { fit, place, ...(at && { at }) }));
	const onWheel = useEffectEvent((event: WheelEvent) => {
		event.preventDefault();
		if (stage.current !== null) zoom(Math.exp(-event.deltaY / 300), fromMiddle(stage.current, event));
	});
	useEffect(() => {
		const element = stage.current;
		takeFocus(element);
		const listen = (event: WheelEvent) => onWheel(event);
		// React's own listener is passive, and the page would scroll.
		element?.addEventListener('wheel', listen, { passive: false });
		return () => element?.removeEventListener('wheel', listen);
	}, []);

	if (hasFailed) return <StageProblem file={file} />;
	const onKeyDown = (event: KeyboardEvent) => {
		const by = arrows[event.key];
		const isZoom = ['+', '=', '-', '0'].includes(event.key) && !event.ctrlKey && !event.metaKey;
		if (!isZoom && (by === undefined || !isLarge)) return;
		// Arrows lead to other files only while the picture has nowhere to go.
		event.preventDefault();
		event.stopPropagation();
		if (by !== undefined) setView((before) => panBy(before, by, { fit, place }));
		else if (event.key === '0') setView(fitted);
		else zoom(event.key === '-' ? 1 / zoomStep : zoomStep);
	};
	const onPointerDown = (event: PointerEvent<HTMLElement>) => {
		if (event.button !== 0 || held.current.size === 2) return;
		event.currentTarget.setPointerCapture(event.pointerId);
		held.current.set(event.pointerId, fromMiddle(event.currentTarget, event));
	};
	const onPointerMove = (event: PointerEvent<HTMLElement>) => {
		const was = held.current.get(event.pointerId);
		if (was === undefined) return;
		const is = fromMiddle(event.currentTarget, event);
		held.current.set(event.pointerId, is);
		const other = [...held.current].find(([id]) => id !== event.pointerId)?.[1];
		setView((before) =>
			other === undefined
				? panBy(before, { x: is.x - was.x, y: is.y - was.y }, { fit, place })
				: pinchBy(before, { from: [was, other], to: [is, other] }, { fit, place }),
		);
	};
	const letGo = ({ pointerId }: PointerEvent) => void held.current.delete(pointerId);

	return (
		<>
			<section
				ref={stage}
				className={styles.picture}
				aria-label={t('picture', { name: file.filename })}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved and zoomed by keys
				tabIndex={0}
				data-large={isLarge || undefined}
				onKeyDown={onKeyDown}
				onDoubleClick={() => (isLarge ? setView(fitted) : zoom(zoomStep * zoomStep))}
				onPointerDown={onPointerDown}
				onPointerMove={onPointerMove}
				onPointerUp={letGo}
				onPointerCancel={letGo}
			>
				{natural === null && <Loader className={styles.loader ?? ''} />}
				<img
					src={file.previewUrl}
					alt={file.filename}
					draggable={false}
					data-loaded={natural !== null || undefined}
					style={{
						inlineSize: fit.width,
						blockSize: fit.height,
						transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
					}}
					onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
						// A drawing may have no size of its own.
						setNatural({ width: naturalWidth || place.width, height: naturalHeight || place.height })
					}
					onError={() => setHasFailed(true)}
				/>
			</section>
			{natural !== null && (
				<StageBar
					zoom={(fit.width * view.scale) / natural.width}
					mayZoomIn={view.scale < maximumScale}
					mayZoomOut={isLarge}
					onZoomIn={() => zoom(zoomStep)}
					onZoomOut={() => zoom(1 / zoomStep)}
					onFit={() => setView(fitted)}
				/>
			)}
		</>
	);
};

const fromMiddle = (element: Element, { clientX, clientY }: { clientX: number; clientY: number }): Point => {
	const { left, top, width, height } = element.getBoundingClientRect();
	return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
};
