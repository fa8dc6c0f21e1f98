import { usePlatform } from '@flotilla/platform';
import { useCan } from '@flotilla/session';
import { useState } from 'react';
import { inspectPermission } from '../../faults/create-faults.ts';
import { FaultMarker } from './fault-marker.view.tsx';
import { inspectionOf } from './inspection.ts';
import { Panel } from './panel.view.tsx';

interface Props {
	/** False: only the mark that faults are on. */
	isOpen: boolean;
	onClose: () => void;
}

/** What a developer wants to know of the page they look at, and to try with it. */
export const Inspector = ({ isOpen, onClose }: Props) => {
	const platform = usePlatform();
	const mayInspect = useCan(inspectPermission);
	const [inspection] = useState(() => (mayInspect ? inspectionOf(platform) : null));
	// Whoever loads this code without the right to has nothing of it.
	if (!mayInspect || inspection === null) return null;
	return (
		<>
			<FaultMarker />
			{isOpen && <Panel inspection={inspection} onClose={onClose} />}
		</>
	);
};
